"""From rows as read to the canonical event log."""

from dataclasses import replace
from datetime import date

import msgspec
import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.attributes import (
    KeptAttributes,
    keep_attributes,
    with_unit_roles,
)
from verwaltung_mining.eventlog.blocks import monday_of
from verwaltung_mining.eventlog.case_values import CaseValues, rows_of
from verwaltung_mining.eventlog.coding import CodeBook, code_book, persons_named
from verwaltung_mining.eventlog.ends import ended
from verwaltung_mining.eventlog.in_order import Cases, OrderedLog, in_order
from verwaltung_mining.eventlog.named_labels import refuse_named_attributes, refuse_named_labels
from verwaltung_mining.eventlog.quality import quality_findings
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.raw_facts import RawFacts, raw_facts
from verwaltung_mining.eventlog.reconcile import reconcile
from verwaltung_mining.eventlog.schema import CASE_SCHEMA, EventLog, Reconciliation, Timing
from verwaltung_mining.identity.k_table import classes_of
from verwaltung_mining.provenance import ColumnDecision, Provenance

INTERVAL_SHARE = 0.05
"""Share of events with a start before their completion, from which a log has processing times."""


def canonicalise(
    raw: RawLog, *, end: tuple[str, ...] = (), blocks_from: date | None = None
) -> EventLog:
    """The event log of an export: coded, sorted, persons counted and then forgotten.

    `end` names the activities that complete a case; without it they are guessed (completion.py).
    `blocks_from` is the Monday from which blocks of weeks count, else the log's first.
    Raises RefusedError where activities or attributes hold names of people, FileUnreadableError
    where there is no event, DataError where the rows do not add up.
    """
    return with_references(raw, end=end, blocks_from=blocks_from)[0]


def with_references(
    raw: RawLog, *, end: tuple[str, ...] = (), blocks_from: date | None = None
) -> tuple[EventLog, pl.Series]:
    """As `canonicalise`, and the case reference (String) of every case of the log."""
    facts = raw_facts(raw.events)
    book = code_book(raw, facts)
    refuse_named_labels(book.activities, book.org_units)
    given = _given(raw, facts)
    attributes = _kept(raw, given, book, facts)
    cases = Cases(facts=facts, given=given, attributes=attributes.frame)
    coded = in_order(raw, cases, book, since=blocks_from or _monday(facts))
    log = _log(raw, book, attributes, coded, reconcile(raw, facts.events))
    complete = ended(log, tuple(book.labels.get(label, label) for label in end))
    counts = raw.quality_counts | _nobody_named(book, facts)
    found = replace(complete, quality=quality_findings(complete, counts))
    return found, raw.labels["case_id"].gather(given.case_id.gather(coded.places))


def _log(
    raw: RawLog,
    book: CodeBook,
    attributes: KeptAttributes,
    coded: OrderedLog,
    reconciliation: Reconciliation,
) -> EventLog:
    """The log before it is known which cases are completed and what stands out."""
    return EventLog(
        name=raw.name,
        events=coded.events,
        cases=case_table(coded.events),
        attributes=rows_of(attributes.frame, coded.places),
        attribute_list=with_unit_roles(attributes, coded.unit_counts, book.org_units),
        activities=book.activities,
        org_units=book.org_units,
        k_table=classes_of(coded.persons),
        end_activities=(),
        end_declared=False,
        timing=timing_of(coded.events),
        zone=raw.zone,
        quality=(),
        reconciliation=reconciliation,
        provenance=_with_dropped(raw.provenance, attributes),
    )


def _kept(raw: RawLog, given: CaseValues, book: CodeBook, facts: RawFacts) -> KeptAttributes:
    """The attributes without those that name persons. Raises RefusedError where values name any."""
    people = persons_named(raw, facts)
    persons = people.clear() if book.resource_is_role else people
    attributes = keep_attributes(given.values, raw.attribute_list, persons)
    refuse_named_attributes(attributes.frame)
    return attributes


def _given(raw: RawLog, facts: RawFacts) -> CaseValues:
    """The attributes as exported of every case that has events."""
    names = [attribute.name for attribute in raw.attribute_list]
    codes = pl.concat(facts.cases).sort()
    cases = pl.DataFrame({"case_id": raw.labels["case_id"].gather(codes)})
    known = raw.case_attributes.select("case_id", *names)
    first = known.unique("case_id", keep="first", maintain_order=True)
    joined = cases.join(first, on="case_id", how="left", maintain_order="left")
    return CaseValues(codes, joined.select(names))


def _monday(facts: RawFacts) -> date:
    if facts.first_day is None:
        raise ValueError("an importer handed over events without a date")
    return monday_of(facts.first_day)


def _nobody_named(book: CodeBook, facts: RawFacts) -> dict[str, int]:
    """Why no person can be counted, with all events; nothing where persons are named."""
    if book.resource_is_role:
        return {"resource_is_role": facts.events}
    return {} if facts.named else {"persons_unknown": facts.events}


def _with_dropped(provenance: Provenance, attributes: KeptAttributes) -> Provenance:
    """The provenance with the attributes that turned out to name persons."""
    dropped = set(attributes.dropped)
    kept = [column for column in provenance.columns if column.column not in dropped]
    reason = "its values are those of the resource column"
    gone = [
        ColumnDecision(column=name, role="dropped", reason=reason) for name in attributes.dropped
    ]
    return msgspec.structs.replace(provenance, columns=(*kept, *gone))


def case_table(events: Parts) -> pl.DataFrame:
    """Columns as in CASE_SCHEMA, of events sorted by case; no case completed yet."""
    cases = events.each(_cases, columns=["case"])
    first = pl.col("events").cum_sum() - pl.col("events")
    counted = cases.with_columns(first_row=first, completed=pl.lit(value=False))
    return counted.select(pl.col(name).cast(dtype) for name, dtype in CASE_SCHEMA.items())


def timing_of(events: Parts) -> Timing:
    """Whether enough events have a start of their own to speak of processing times."""
    counts = events.each(_worked, columns=["start", "timestamp"]).sum()
    worked, of = counts.row(0)
    return "interval" if worked >= INTERVAL_SHARE * of else "completion_only"


def _cases(events: pl.DataFrame) -> pl.DataFrame:
    return events.group_by("case", maintain_order=True).agg(events=pl.len())


def _worked(events: pl.DataFrame) -> pl.DataFrame:
    started = (pl.col("start") < pl.col("timestamp")).fill_null(value=False)
    return events.select(worked=started.sum(), events=pl.len())
