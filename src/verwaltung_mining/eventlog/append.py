"""A newer export added to a log: the same cases are known by their keyed hashes."""

from dataclasses import dataclass, replace

import msgspec
import polars as pl

from verwaltung_mining.eventlog.appendable import check_appendable, same_cases
from verwaltung_mining.eventlog.attributes import KeptAttributes, unit_counts_of, with_unit_roles
from verwaltung_mining.eventlog.canonical import case_table, timing_of
from verwaltung_mining.eventlog.case_values import rows_of
from verwaltung_mining.eventlog.coding import codes
from verwaltung_mining.eventlog.ends import ended
from verwaltung_mining.eventlog.merged_order import in_merged_order
from verwaltung_mining.eventlog.quality import remeasured
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.schema import (
    REPLACED,
    Attribute,
    EventLog,
    QualityFinding,
    Reconciliation,
)
from verwaltung_mining.eventlog.some_cases import Codes, SomeCases, codes_of
from verwaltung_mining.eventlog.unchanged import unchanged
from verwaltung_mining.identity.case_keys import CaseKeys
from verwaltung_mining.identity.k_table import smaller_classes
from verwaltung_mining.provenance import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """A log with a newer export in it."""

    log: EventLog
    keys: CaseKeys
    added: int
    """Cases that the log did not have."""
    continued: int
    """Cases that were replaced by what the newer export says of them."""
    unchanged: int
    """Of these, cases in which the same happened: nothing but a duplicate."""


def append(
    log: EventLog,
    keys: CaseKeys,
    newer: EventLog,
    newer_keys: CaseKeys,
    room: Room | None = None,
) -> Appended:
    """The log with the newer export's cases; a case of both is taken whole from the export.

    Cases are numbered anew. Of a cell in both k-tables the smaller class stands, for the persons
    of two exports cannot be told apart. End activities that were declared stay, those of the
    newer export first; others are guessed anew. Events for which there is no room lie on the disk
    meanwhile. Raises RefusedError and DataError as `check_appendable` does.
    """
    check_appendable(log, keys, newer, newer_keys)
    space = room or Room()
    same = same_cases(keys, newer_keys)
    kept = ~log.cases["case"].is_in(same["case"].implode())
    merged, order = _merged(log, newer, kept, space)
    complete = ended(merged, _declared(log, newer, merged.activities))
    hashes = pl.concat([keys.hashes.filter(kept), newer_keys.hashes]).gather(order)
    return Appended(
        log=replace(complete, quality=remeasured(complete)),
        keys=replace(keys, hashes=hashes),
        added=newer.cases.height - same.height,
        continued=same.height,
        unchanged=unchanged(log, newer, same, space),
    )


def _merged(
    log: EventLog, newer: EventLog, kept: pl.Series, room: Room
) -> tuple[EventLog, pl.Series]:
    """The log before it is known which cases are completed, and the number of each case among
    those kept of the old log and, after them, those of the newer one."""
    sides = _sides(log, newer, kept)
    known, values = codes_of(sides), _values(log, newer, kept)
    events, order = in_merged_order(sides, known, values, room)
    merged = replace(
        newer,
        name=f"{log.name}, {newer.name}",
        events=events,
        attributes=_enums(rows_of(values, order)),
        activities=known.activities,
        org_units=known.org_units,
        k_table=smaller_classes([_k_codes(_k_labels(each), known) for each in (log, newer)]),
        cases=case_table(events),
        timing=timing_of(events),
        quality=_read(log.quality, newer.quality),
        reconciliation=_reconciled(log, newer, _events_of(log, ~kept)),
        provenance=_provenance(log, newer),
    )
    return replace(merged, attribute_list=_attribute_list(log, newer, merged)), order


def _sides(log: EventLog, newer: EventLog, kept: pl.Series) -> tuple[SomeCases, SomeCases]:
    """The cases that are kept of the log, and after them those of the newer export."""
    older = log.cases.select("case").filter(kept).with_row_index("number")
    later = newer.cases.select("case").with_row_index("number", offset=older.height)
    return SomeCases(log=log, numbers=older), SomeCases(log=newer, numbers=later)


def _values(log: EventLog, newer: EventLog, kept: pl.Series) -> pl.DataFrame:
    """Attributes as exported: text instead of the values of one log."""
    if not log.attributes.width:
        return pl.DataFrame()
    both = (log.attributes.filter(kept), newer.attributes)
    return pl.concat(each.with_columns(pl.col(pl.Enum).cast(pl.String)) for each in both)


def _enums(values: pl.DataFrame) -> pl.DataFrame:
    texts = [column for column in values if column.dtype == pl.String]
    return values.with_columns(
        column.cast(pl.Enum(column.drop_nulls().unique().sort())) for column in texts
    )


def _attribute_list(log: EventLog, newer: EventLog, merged: EventLog) -> tuple[Attribute, ...]:
    """What tells the unit in one export, or in both together, tells it."""
    counts = unit_counts_of(merged.events, merged.attributes)
    declared = KeptAttributes(frame=merged.attributes, declared=newer.attribute_list, dropped=())
    units = {a.name for a in log.attribute_list if a.role == "unit"}
    both = with_unit_roles(declared, counts, merged.org_units)
    return tuple(replace(a, role="unit") if a.name in units else a for a in both)


def _k_labels(log: EventLog) -> pl.DataFrame:
    return log.k_table.with_columns(
        activity=_labels(log.activities, log.k_table["activity"]),
        org_unit=_labels(log.org_units, log.k_table["org_unit"]),
    )


def _labels(known: tuple[str, ...], coded: pl.Series) -> pl.Series:
    return pl.Series(known, dtype=pl.String).gather(coded).alias(coded.name)


def _k_codes(table: pl.DataFrame, known: Codes) -> pl.DataFrame:
    """The cells of labels that are still there, with their codes."""
    there = [
        pl.col(name).is_null() | pl.col(name).is_in(list(labels))
        for name, labels in (("activity", known.activities), ("org_unit", known.org_units))
    ]
    left = table.filter(*there)
    return left.with_columns(
        activity=codes(left["activity"], known.activities),
        org_unit=codes(left["org_unit"], known.org_units),
    )


def _declared(log: EventLog, newer: EventLog, activities: tuple[str, ...]) -> tuple[str, ...]:
    said = newer if newer.end_declared else log
    ends = [said.activities[code] for code in said.end_activities] if said.end_declared else []
    return tuple(label for label in ends if label in activities)


def _read(
    older: tuple[QualityFinding, ...], newer: tuple[QualityFinding, ...]
) -> tuple[QualityFinding, ...]:
    """What was noticed while reading either export, added up."""
    counts = {f.code: f.count for f in older}
    both = [replace(f, count=f.count + counts.pop(f.code, 0)) for f in newer]
    return (*both, *(f for f in older if f.code in counts))


def _events_of(log: EventLog, cases: pl.Series) -> int:
    return int(log.cases["events"].filter(cases).sum())


def _reconciled(log: EventLog, newer: EventLog, replaced: int) -> Reconciliation:
    """The rows of both exports; the events of replaced cases are set aside."""
    one, two = log.reconciliation, newer.reconciliation
    aside: dict[str, int] = {REPLACED: replaced} if replaced else {}
    return Reconciliation(
        rows_read=one.rows_read + two.rows_read,
        rows_kept=one.rows_kept + two.rows_kept - replaced,
        quarantined=_sum(_sum(one.quarantined, two.quarantined), aside),
        merged=_sum(one.merged, two.merged),
    )


def _sum(one: dict[str, int], two: dict[str, int]) -> dict[str, int]:
    return {key: one.get(key, 0) + two.get(key, 0) for key in sorted({*one, *two})}


def _provenance(log: EventLog, newer: EventLog) -> Provenance:
    """That of the newer export, which also names what it was appended to."""
    old = log.provenance
    before = f"{old.source} (SHA-256 {old.sha256})"
    chain = [old.reading[key] for key in ("appended_to",) if key in old.reading]
    reading = newer.provenance.reading | {"appended_to": "; ".join([*chain, before])}
    return msgspec.structs.replace(newer.provenance, reading=reading)
