"""The mapping file: what the user says about an export, kept beside it."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import msgspec

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.importers.options import DEFAULT_ZONE, DateOrder, Milestone, ReadOptions
from verwaltung_mining.texts import Text
from verwaltung_mining.toml_file import read_toml


class SourceMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the file is written."""

    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    """Line of the headers, the first being 1."""
    sheet: str | None = None
    """Sheet of a workbook."""


class TimeMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How times are written."""

    zone: str | None = None
    formats: tuple[str, ...] = ()
    date_order: DateOrder | None = None


class ColumnMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which column plays which role."""

    case_id: str | None = None
    activity: str | None = None
    timestamp: str | None = None
    time_of_day: str | None = None
    start: str | None = None
    resource: str | None = None
    org_unit: str | None = None
    lifecycle: str | None = None
    order: str | None = None


class MilestoneMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A column of dates, or two, in a table with one row per case."""

    complete: str
    start: str | None = None
    activity: str | None = None
    """None: called as its column."""


class RenameMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Labels to be replaced, exactly as they stand."""

    activity: dict[str, str] = {}


class ImportMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A whole mapping file."""

    schema: Literal[1]
    source: SourceMapping = SourceMapping()
    time: TimeMapping = TimeMapping()
    columns: ColumnMapping = ColumnMapping()
    milestones: tuple[MilestoneMapping, ...] = ()
    case_attributes: tuple[str, ...] | None = None
    rename: RenameMapping = RenameMapping()


def load_mapping(path: Path) -> ImportMapping:
    """The mapping in a TOML file; raises SettingsError for unknown keys and wrong values."""
    unreadable = SettingsError(
        Text(
            de=f"Die Zuordnungsdatei {path.name} ist nicht lesbar.",
            en=f"cannot read the mapping file {path.name}.",
        ),
        hint=Text(de="Prüfen Sie den Pfad hinter --mapping.", en="check the path after --mapping."),
    )
    name = Text(de=f"Zuordnungsdatei {path.name}", en=f"mapping {path.name}")
    return read_toml(path, name=name, unreadable=unreadable).converted("", ImportMapping)


def _milestone(said: MilestoneMapping) -> Milestone:
    return Milestone(
        activity=said.activity or said.complete, complete=said.complete, start=said.start
    )


def with_mapping(options: ReadOptions) -> ReadOptions:
    """The options, completed by their mapping file; what the options say themselves wins.

    >>> with_mapping(ReadOptions(case_id="Az")).case_id
    'Az'
    """
    if options.mapping is None:
        return options
    mapping = load_mapping(options.mapping)
    said: dict[str, Any] = {
        **msgspec.structs.asdict(mapping.columns),
        **msgspec.structs.asdict(mapping.source),
        "date_order": mapping.time.date_order,
        "attributes": mapping.case_attributes,
    }
    filled = {key: value for key, value in said.items() if getattr(options, key) is None}
    zone = mapping.time.zone if options.zone == DEFAULT_ZONE else None
    return replace(
        options,
        **filled,
        zone=zone or options.zone,
        time_formats=options.time_formats or mapping.time.formats,
        milestones=options.milestones or tuple(map(_milestone, mapping.milestones)),
        rename_activity={**mapping.rename.activity, **options.rename_activity},
    )
