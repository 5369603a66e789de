"""XES and XES.gz, the interchange format of process mining (IEEE 1849)."""

import hashlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.raw import RawLog, raw_events
from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.identity.roles import names_roles
from verwaltung_mining.importers.columns.attributes import attribute_values, guess_attributes
from verwaltung_mining.importers.lifecycle import PairedEvents, pair_lifecycle
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.text.clean_cells import clean_labels
from verwaltung_mining.importers.xes_parts import errors as xes_errors
from verwaltung_mining.importers.xes_parts.attributes import (
    case_references,
    case_values,
    has_name,
    readable_names,
)
from verwaltung_mining.importers.xes_parts.events import CASE_NAME, EventCollector
from verwaltung_mining.importers.xes_parts.role_guess import guess_role_keys
from verwaltung_mining.importers.xes_parts.roles import (
    check_named,
    check_needed,
    role_decisions,
    role_keys,
    with_org_unit,
)
from verwaltung_mining.importers.xes_parts.rows import XesRows, sort_out
from verwaltung_mining.importers.xes_parts.stream import stream_xes
from verwaltung_mining.provenance import ColumnDecision, Provenance


def read_xes(path: Path, options: ReadOptions) -> RawLog:
    """The rows of an XES log, starts paired with completions, nothing dropped silently.

    `rows_read` counts the events of the file. Raises FileUnreadableError where the file is not
    a whole and harmless XES log or holds no usable event, ColumnMissingError where no event has
    an activity, a stamp or an attribute that the user names.
    """
    collector = _collected(path, options)
    case_ids = case_references(collector)
    found = sort_out(collector, case_ids, options.zone)
    rows, unit = with_org_unit(found.rows, collector.role_keys, options)
    paired = pair_lifecycle(rows)
    events, labels = _events(paired, options)
    roles = role_decisions(rows, collector, options, paired.model)
    attributes, values, decisions = _attributes(collector, case_ids, rows, options, found)
    set_aside = pl.concat([found.set_aside, paired.set_aside]).sort("row")
    return RawLog(
        name=path.name,
        room=options.room,
        events=events,
        labels=labels,
        case_attributes=values,
        attribute_list=attributes,
        activity_names=_activity_names(collector, options),
        zone=found.zone.name,
        rows_read=collector.rows_read,
        quarantined=dict(set_aside.group_by("reason").len().sort("reason").iter_rows()),
        merged=paired.merged,
        quality_counts=_quality_counts(collector, case_ids, rows, found, paired),
        quarantine=set_aside,
        provenance=_provenance(path, found, (*roles, *unit, *decisions)),
    )


def _collected(path: Path, options: ReadOptions) -> EventCollector:
    """The log as streamed; once more where a role has to be guessed from the keys it turned up."""
    case_name = options.case_id or CASE_NAME
    collector = EventCollector(role_keys=role_keys(options), case_name=case_name)
    stream_xes(path, collector)
    if not collector.rows_read:
        raise xes_errors.no_event(path.name)
    check_named(collector, options)
    while guessed := guess_role_keys(collector):
        collector = EventCollector(role_keys=collector.role_keys | guessed, case_name=case_name)
        stream_xes(path, collector)
    check_needed(collector)
    return collector


def _events(paired: PairedEvents, options: ReadOptions) -> tuple[Parts, Mapping[str, pl.Series]]:
    renamed = pl.col("activity").replace(dict(options.rename_activity))
    return raw_events(paired.events.with_columns(renamed))


def _attributes(
    collector: EventCollector,
    case_ids: list[str],
    rows: pl.DataFrame,
    options: ReadOptions,
    found: XesRows,
) -> tuple[tuple[Attribute, ...], pl.DataFrame, tuple[ColumnDecision, ...]]:
    values, left_out = case_values(collector, case_ids)
    used = rows["case_id"].unique().cast(pl.String)
    texts = values.with_columns(clean_labels(values["case_id"])).filter(
        pl.col("case_id").is_in(used.implode())
    )
    attributes, decisions = guess_attributes(texts, rows["person"], allowed=options.attributes)
    numbers = attribute_values(texts, attributes, zone=found.zone.name)
    return attributes, numbers, (*decisions, *left_out)


def _activity_names(collector: EventCollector, options: ReadOptions) -> dict[str, str]:
    """Readable names, except where the user says what an activity is called."""
    if options.activity is not None:
        return {}
    names = readable_names(collector)
    codes, texts = (
        clean_labels(pl.Series(side, dtype=pl.String)) for side in (list(names), names.values())
    )
    cleaned = zip(codes, texts, strict=True)
    return {code: name for code, name in cleaned if code not in options.rename_activity}


def _quality_counts(
    collector: EventCollector,
    case_ids: list[str],
    rows: pl.DataFrame,
    found: XesRows,
    paired: PairedEvents,
) -> dict[str, int]:
    used = set(collector.row_traces)
    counts = {
        **found.quality_counts,
        **paired.quality_counts,
        "case_without_name": sum(not has_name(collector, trace) for trace in used),
        "case_without_event": len(case_ids) - len(used),
        "case_name_repeated": len(used) - len({case_ids[trace] for trace in used}),
        "resource_is_role": rows.height if names_roles(rows["person"]) else 0,
    }
    return {code: count for code, count in sorted(counts.items()) if count}


def _provenance(path: Path, found: XesRows, columns: tuple[ColumnDecision, ...]) -> Provenance:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Provenance(
        source=path.name,
        sha256=digest,
        importer="xes",
        reading={
            "zone": f"{found.zone.name} ({found.zone.reason})",
            "order_of_ties": found.order_source,
        },
        columns=columns,
        versions={name: version(name) for name in ("lxml", "polars")},
    )
