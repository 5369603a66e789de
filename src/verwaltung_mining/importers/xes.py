"""XES and XES.gz, the interchange format of process mining (IEEE 1849)."""

import hashlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import polars as pl

from verwaltung_mining.errors import ColumnMissingError, FileUnreadableError
from verwaltung_mining.eventlog.raw import RAW_EVENT_SCHEMA, RawLog
from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.identity.roles import names_roles
from verwaltung_mining.importers.attributes import attribute_values, guess_attributes
from verwaltung_mining.importers.lifecycle import PairedEvents, pair_lifecycle
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.stamps import UNREADABLE
from verwaltung_mining.importers.xes_attributes import (
    case_references,
    case_values,
    has_name,
    readable_names,
)
from verwaltung_mining.importers.xes_decisions import role_decisions, role_keys, with_org_unit
from verwaltung_mining.importers.xes_events import CASE_NAME, EventCollector
from verwaltung_mining.importers.xes_stamps import LogZone, with_stamps
from verwaltung_mining.importers.xes_stream import stream_xes
from verwaltung_mining.provenance import ColumnDecision, Provenance
from verwaltung_mining.texts import Text


def read_xes(path: Path, options: ReadOptions) -> RawLog:
    """The rows of an XES log, starts paired with completions, nothing dropped silently.

    `rows_read` counts the events of the file. Raises FileUnreadableError where the file is not
    a whole and harmless XES log, ColumnMissingError where no row has an activity or a stamp.
    """
    collector = EventCollector(role_keys=role_keys(options), case_name=options.case_id or CASE_NAME)
    stream_xes(path, collector)
    _check_filled(path.name, collector)
    references = case_references(collector)
    rows, zone = with_stamps(_rows(collector, references), options.zone)
    unreadable = _problems(rows)
    rows, unit_decision = with_org_unit(rows.drop_nulls("timestamp"), collector.role_keys)
    paired = pair_lifecycle(rows)
    is_role = names_roles(rows["person"])
    roles = role_decisions(
        rows, collector.role_keys, collector.case_name, is_role=is_role, model=paired.model
    )
    attributes, values, decisions = _attributes(collector, references, rows, options, zone.name)
    return RawLog(
        name=path.name,
        events=_events(paired, options),
        case_attributes=values,
        attribute_list=attributes,
        activity_names=_names(collector, options),
        zone=zone.name,
        rows_read=collector.rows_read,
        quarantined=_counted(collector.quarantined | unreadable | paired.quarantined),
        merged=paired.merged,
        quality_counts=_counted(
            paired.quality_counts
            | _quality_counts(collector, references, rows)
            | {"resource_is_role": rows.height if is_role else 0}
        ),
        provenance=_provenance(path, zone, (*roles, unit_decision, *decisions)),
    )


def _problems(rows: pl.DataFrame) -> dict[str, int]:
    """Reason → rows whose stamp cannot be used."""
    bad = rows.filter(pl.col("timestamp").is_null())
    return dict(bad["problem"].fill_null(UNREADABLE).value_counts().iter_rows())


def _rows(collector: EventCollector, references: list[str]) -> pl.DataFrame:
    """Every kept row of the file: its case, its number, and a text column per role."""
    frame = pl.DataFrame(collector.columns, schema=dict.fromkeys(collector.columns, pl.String))
    case_ids = pl.Series("case_id", references, dtype=pl.String)
    return frame.with_columns(
        case_ids.gather(pl.Series(collector.row_traces, dtype=pl.UInt32)),
        pl.Series("order", collector.rows, dtype=pl.UInt32),
    )


def _attributes(
    collector: EventCollector,
    references: list[str],
    rows: pl.DataFrame,
    options: ReadOptions,
    zone: str,
) -> tuple[tuple[Attribute, ...], pl.DataFrame, tuple[ColumnDecision, ...]]:
    values, left_out = case_values(collector, references)
    texts = values.join(rows, on="case_id", how="semi", maintain_order="left")
    attributes, decisions = guess_attributes(texts, rows["person"], allowed=options.attributes)
    return attributes, attribute_values(texts, attributes, zone=zone), (*decisions, *left_out)


def _events(paired: PairedEvents, options: ReadOptions) -> pl.DataFrame:
    renamed = pl.col("activity").replace(dict(options.rename_activity))
    return paired.events.with_columns(renamed).select(
        pl.col(name).cast(dtype) for name, dtype in RAW_EVENT_SCHEMA.items()
    )


def _names(collector: EventCollector, options: ReadOptions) -> dict[str, str]:
    """Readable names, except where the user says what an activity is called."""
    if options.activity is not None:
        return {}
    renamed = options.rename_activity
    return {code: name for code, name in readable_names(collector).items() if code not in renamed}


def _quality_counts(
    collector: EventCollector, references: list[str], rows: pl.DataFrame
) -> dict[str, int]:
    used = set(collector.row_traces)
    return {
        "case_without_name": sum(not has_name(collector, i) for i in used),
        "case_without_event": len(references) - len(used),
        "case_name_repeated": len(used) - len({references[i] for i in used}),
        "gap_shifted": int(rows["gap_shifted"].sum()),
        "ambiguous_time": int(rows["ambiguous"].sum()),
    }


def _counted(counts: Mapping[str, int]) -> dict[str, int]:
    return {reason: count for reason, count in sorted(counts.items()) if count}


def _check_filled(file_name: str, collector: EventCollector) -> None:
    if not collector.rows_read:
        raise FileUnreadableError(
            Text(de=f"{file_name} enthält kein Ereignis.", en=f"{file_name} holds no event."),
            hint=Text(
                de="Prüfen Sie den Filter der Ausleitung.", en="check the filter of the export."
            ),
        )
    for role, flag in (("activity", "--activity"), ("timestamp", "--timestamp")):
        if collector.quarantined[f"{role}_missing"] == collector.rows_read:
            raise _role_missing(file_name, collector.role_keys[role], flag)


def _role_missing(file_name: str, key: str, flag: str) -> ColumnMissingError:
    return ColumnMissingError(
        Text(
            de=f"{file_name}: kein Ereignis trägt das Attribut {key!r}.",
            en=f"{file_name}: no event carries the attribute {key!r}.",
        ),
        hint=Text(
            de=f"Nennen Sie das richtige Attribut mit {flag}.",
            en=f"name the right attribute with {flag}.",
        ),
    )


def _provenance(path: Path, zone: LogZone, columns: tuple[ColumnDecision, ...]) -> Provenance:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Provenance(
        source=path.name,
        sha256=digest,
        importer="xes",
        reading={"zone": f"{zone.name} ({zone.reason})"},
        columns=columns,
        versions={name: version(name) for name in ("lxml", "polars")},
    )
