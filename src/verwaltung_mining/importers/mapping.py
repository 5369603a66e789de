"""The mapping file: what the user says about an export, kept beside it."""

import tomllib
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import msgspec

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.importers.options import DEFAULT_ZONE, DateOrder, ReadOptions
from verwaltung_mining.texts import Text


class SourceMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the file is written."""

    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    """Line of the headers, the first being 1."""


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


class RenameMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Labels to be replaced, exactly as they stand."""

    activity: dict[str, str] = {}


class ImportMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A whole mapping file."""

    schema: Literal[1]
    source: SourceMapping = SourceMapping()
    time: TimeMapping = TimeMapping()
    columns: ColumnMapping = ColumnMapping()
    case_attributes: tuple[str, ...] | None = None
    rename: RenameMapping = RenameMapping()


SECTIONS: dict[str, type[msgspec.Struct]] = {
    "source": SourceMapping,
    "time": TimeMapping,
    "columns": ColumnMapping,
    "rename": RenameMapping,
}


def load_mapping(path: Path) -> ImportMapping:
    """The mapping in a TOML file; raises SettingsError for unknown keys and wrong values."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _unreadable(path.name) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(path.name, str(error), ()) from error
    _check_keys(path.name, tables)
    try:
        return msgspec.convert(tables, ImportMapping)
    except msgspec.ValidationError as error:
        raise _wrong(path.name, str(error), ImportMapping.__struct_fields__) from error


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
        rename_activity={**mapping.rename.activity, **options.rename_activity},
    )


def _check_keys(file_name: str, tables: dict[str, Any]) -> None:
    """Raise SettingsError with a suggestion for the first key that nobody knows."""
    known = {"": ImportMapping.__struct_fields__}
    known |= {name: struct.__struct_fields__ for name, struct in SECTIONS.items()}
    for section, keys in known.items():
        table = tables if not section else tables.get(section, {})
        for key in table if isinstance(table, dict) else ():
            if key not in keys:
                where = f"[{section}] {key}" if section else key
                raise _unknown_key(file_name, where, key, keys)


def _unknown_key(file_name: str, where: str, key: str, keys: tuple[str, ...]) -> SettingsError:
    close = get_close_matches(key, keys, n=1)
    hint = Text(de=f"Erlaubt sind: {', '.join(keys)}.", en=f"allowed keys: {', '.join(keys)}.")
    if close:
        hint = Text(de=f"Meinten Sie „{close[0]}“?", en=f"did you mean '{close[0]}'?")
    return SettingsError(
        Text(
            de=f"Zuordnungsdatei {file_name}: „{where}“ ist unbekannt.",
            en=f"mapping {file_name}: '{where}' is unknown.",
        ),
        hint=hint,
    )


def _unreadable(file_name: str) -> SettingsError:
    return SettingsError(
        Text(
            de=f"Die Zuordnungsdatei {file_name} ist nicht lesbar.",
            en=f"cannot read the mapping file {file_name}.",
        ),
        hint=Text(de="Prüfen Sie den Pfad hinter --mapping.", en="check the path after --mapping."),
    )


def _wrong(file_name: str, problem: str, keys: tuple[str, ...]) -> SettingsError:
    return SettingsError(
        Text(de=f"Zuordnungsdatei {file_name}: {problem}", en=f"mapping {file_name}: {problem}"),
        hint=Text(
            de=f"Erlaubt sind: {', '.join(keys)}." if keys else "Korrigieren Sie die Stelle.",
            en=f"allowed keys: {', '.join(keys)}." if keys else "mend the place named.",
        ),
    )
