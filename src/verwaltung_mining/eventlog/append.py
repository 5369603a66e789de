"""A newer export added to a log: the same cases are known by their keyed hashes."""

from dataclasses import dataclass, replace

import msgspec
import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.appendable import check_appendable
from verwaltung_mining.eventlog.attributes import tells_unit
from verwaltung_mining.eventlog.canonical import case_table, timing_of
from verwaltung_mining.eventlog.coding import codes
from verwaltung_mining.eventlog.ends import ended
from verwaltung_mining.eventlog.ordering import case_order
from verwaltung_mining.eventlog.quality import remeasured
from verwaltung_mining.eventlog.schema import (
    EVENT_SCHEMA,
    REPLACED,
    Attribute,
    EventLog,
    QualityFinding,
    Reconciliation,
)
from verwaltung_mining.identity.case_keys import CaseKeys
from verwaltung_mining.identity.k_table import smaller_classes
from verwaltung_mining.provenance import Provenance

_COURSE = ("timestamp", "start", "activity", "org_unit")


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


def append(log: EventLog, keys: CaseKeys, newer: EventLog, newer_keys: CaseKeys) -> Appended:
    """The log with the newer export's cases; a case of both is taken whole from the export.

    Cases are numbered anew. Of a cell in both k-tables the smaller class stands, for the persons
    of two exports cannot be told apart. End activities that were declared stay, those of the
    newer export first; others are guessed anew. Raises RefusedError and DataError as
    `check_appendable` does.
    """
    check_appendable(log, keys, newer, newer_keys)
    continued = int(newer_keys.hashes.is_in(keys.hashes.implode()).sum())
    kept = ~keys.hashes.is_in(newer_keys.hashes.implode())
    events, hashes, attributes = _in_order(log, keys, newer, newer_keys, kept)
    activities, org_units = _distinct(events["activity"]), _distinct(events["org_unit"])
    coded = Parts.of(_coded(events, activities, org_units))
    tables = [_k_codes(_k_labels(each), activities, org_units) for each in (log, newer)]
    merged = replace(
        newer,
        name=f"{log.name}, {newer.name}",
        events=coded,
        attributes=attributes,
        activities=activities,
        org_units=org_units,
        k_table=smaller_classes(tables),
        cases=case_table(coded),
        timing=timing_of(coded),
        quality=_read(log.quality, newer.quality),
        reconciliation=_reconciled(log, newer, _events_of(log, ~kept)),
        provenance=_provenance(log, newer),
    )
    merged = replace(merged, attribute_list=_attribute_list(log, newer, merged))
    complete = ended(merged, _declared(log, newer, activities))
    return Appended(
        log=replace(complete, quality=remeasured(complete)),
        keys=replace(keys, hashes=hashes),
        added=newer.cases.height - continued,
        continued=continued,
        unchanged=_unchanged(log, keys, newer, newer_keys),
    )


def _in_order(
    log: EventLog, keys: CaseKeys, newer: EventLog, newer_keys: CaseKeys, kept: pl.Series
) -> tuple[pl.DataFrame, pl.Series, pl.DataFrame]:
    """Events with labels, hashes and attributes of all cases, numbered as an import would."""
    number = pl.DataFrame({"case": log.cases["case"].filter(kept)}).with_row_index("number")
    older = _labelled(log).join(number, on="case", how="inner", maintain_order="left")
    later = _labelled(newer).with_columns(number=pl.col("case") + number.height)
    events = pl.concat([older.with_columns(case="number").drop("number"),
                        later.with_columns(case="number").drop("number")])  # fmt: skip
    hashes = pl.concat([keys.hashes.filter(kept), newer_keys.hashes])
    values = [_values(log).filter(kept), _values(newer)] if log.attributes.width else []
    attributes = pl.concat(values) if values else pl.DataFrame()
    order = case_order(events.rename({"person": "pseudonym"}), attributes)
    new = pl.DataFrame({"case": order}).with_row_index("ordinal").sort("case")["ordinal"]
    events = events.with_columns(case=new.gather(events["case"])).sort("case", maintain_order=True)
    placed = attributes[order.to_list()] if values else attributes
    return events, hashes.gather(order), _enums(placed)


def _labelled(log: EventLog) -> pl.DataFrame:
    events = log.events.collect()
    return events.with_columns(
        activity=_labels(log.activities, events["activity"]),
        org_unit=_labels(log.org_units, events["org_unit"]),
    )


def _labels(known: tuple[str, ...], coded: pl.Series) -> pl.Series:
    return pl.Series(known, dtype=pl.String).gather(coded).alias(coded.name)


def _distinct(labels: pl.Series) -> tuple[str, ...]:
    return tuple(labels.drop_nulls().unique().sort().to_list())


def _coded(
    events: pl.DataFrame, activities: tuple[str, ...], org_units: tuple[str, ...]
) -> pl.DataFrame:
    coded = events.with_columns(
        activity=codes(events["activity"], activities),
        org_unit=codes(events["org_unit"], org_units),
    )
    typed = coded.select(pl.col(name).cast(dtype) for name, dtype in EVENT_SCHEMA.items())
    return typed.with_columns(pl.col("case").set_sorted())


def _values(log: EventLog) -> pl.DataFrame:
    """Attributes as exported: text instead of the values of one log."""
    return log.attributes.with_columns(pl.col(pl.Enum).cast(pl.String))


def _enums(values: pl.DataFrame) -> pl.DataFrame:
    texts = [column for column in values if column.dtype == pl.String]
    return values.with_columns(
        column.cast(pl.Enum(column.drop_nulls().unique().sort())) for column in texts
    )


def _attribute_list(log: EventLog, newer: EventLog, merged: EventLog) -> tuple[Attribute, ...]:
    """What tells the unit in one export, or in both together, tells it."""
    events = merged.events.collect("case", "activity", "org_unit")
    units = {a.name for a in log.attribute_list if a.role == "unit"} | {
        name for name in merged.attributes.columns
        if tells_unit(merged.attributes[name], events, merged.org_units)
    }  # fmt: skip
    return tuple(replace(a, role="unit") if a.name in units else a for a in newer.attribute_list)


def _k_labels(log: EventLog) -> pl.DataFrame:
    return log.k_table.with_columns(
        activity=_labels(log.activities, log.k_table["activity"]),
        org_unit=_labels(log.org_units, log.k_table["org_unit"]),
    )


def _k_codes(
    table: pl.DataFrame, activities: tuple[str, ...], org_units: tuple[str, ...]
) -> pl.DataFrame:
    """The cells of labels that are still there, with their codes."""
    there = [
        pl.col(name).is_null() | pl.col(name).is_in(list(labels))
        for name, labels in (("activity", activities), ("org_unit", org_units))
    ]
    left = table.filter(*there)
    return left.with_columns(
        activity=codes(left["activity"], activities), org_unit=codes(left["org_unit"], org_units)
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
    aside = {REPLACED: replaced} if replaced else {}
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


def _unchanged(log: EventLog, keys: CaseKeys, newer: EventLog, newer_keys: CaseKeys) -> int:
    """Cases of both exports in which the same happened at the same time."""
    one, two = _courses(log, keys), _courses(newer, newer_keys)
    both = one.join(two, on="case_key", how="inner")
    same = [pl.col(name).eq_missing(pl.col(f"{name}_right")) for name in _COURSE]
    return both.filter(pl.all_horizontal(same)).height


def _courses(log: EventLog, keys: CaseKeys) -> pl.DataFrame:
    per_case = _labelled(log).group_by("case", maintain_order=True).agg(_COURSE)
    return per_case.with_columns(case_key=keys.hashes)
