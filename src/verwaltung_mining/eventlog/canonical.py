"""From rows as read to the canonical event log; the last place that sees a person."""

from dataclasses import replace
from datetime import date

import msgspec
import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.attributes import KeptAttributes, keep_attributes
from verwaltung_mining.eventlog.blocks import block
from verwaltung_mining.eventlog.coding import CodedRows, code_rows
from verwaltung_mining.eventlog.completion import Completion, completion
from verwaltung_mining.eventlog.nameable import nameable_activities
from verwaltung_mining.eventlog.named_labels import refuse_named_attributes, refuse_named_labels
from verwaltung_mining.eventlog.ordering import attributes_of
from verwaltung_mining.eventlog.profile import cases_by_activity
from verwaltung_mining.eventlog.quality import quality_findings
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.reconcile import reconcile
from verwaltung_mining.eventlog.schema import CASE_SCHEMA, EVENT_SCHEMA, EventLog, Timing
from verwaltung_mining.identity.k_table import count_persons
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
    reconciliation = reconcile(raw)
    coded = code_rows(raw)
    events, references = coded.events, coded.references
    refuse_named_labels(coded.activities, coded.org_units)
    given = attributes_of(raw, references)
    attributes = keep_attributes(given, raw.attribute_list, events, org_units=coded.org_units)
    refuse_named_attributes(attributes.frame)
    counted = events.with_columns(block=block(events["local_date"], since=blocks_from))
    k_table = count_persons(counted, attributes.frame)
    endings = _completion(coded, end, k_table)
    log = EventLog(
        name=raw.name,
        events=Parts.of(_in_schema(events)),
        cases=case_table(events, endings.completed),
        attributes=attributes.frame,
        attribute_list=attributes.declared,
        activities=coded.activities,
        org_units=coded.org_units,
        k_table=k_table,
        end_activities=endings.end_activities,
        end_declared=endings.declared,
        timing=timing_of(events),
        zone=raw.zone,
        quality=(),
        reconciliation=reconciliation,
        provenance=_with_dropped(raw.provenance, attributes),
    )
    return replace(log, quality=quality_findings(log, raw.quality_counts | _nobody_named(coded)))


def _nobody_named(coded: CodedRows) -> dict[str, int]:
    """Why no person can be counted, with all events; nothing where persons are named."""
    if coded.resource_is_role:
        return {"resource_is_role": coded.events.height}
    nobody = coded.events["person"].null_count() == coded.events.height
    return {"persons_unknown": coded.events.height} if nobody else {}


def _completion(coded: CodedRows, end: tuple[str, ...], k_table: pl.DataFrame) -> Completion:
    """Completed cases; `end` as the export or as the log writes the activities."""
    return completion(
        coded.events,
        coded.activities,
        end=tuple(coded.labels.get(label, label) for label in end),
        offered=_offered(coded, k_table) if end else (),
    )


def _offered(coded: CodedRows, k_table: pl.DataFrame) -> tuple[str, ...]:
    """The labels that a message may name."""
    return nameable_activities(cases_by_activity(coded.events), coded.activities, k_table)


def _in_schema(events: pl.DataFrame) -> pl.DataFrame:
    nameless = events.drop("person").rename({"pseudonym": "person"})
    coded = nameless.select(pl.col(name).cast(dtype) for name, dtype in EVENT_SCHEMA.items())
    return coded.with_columns(pl.col("case").set_sorted())


def case_table(events: pl.DataFrame, completed: pl.Series) -> pl.DataFrame:
    """Columns as in CASE_SCHEMA, of events sorted by case."""
    per_case = (
        events.with_row_index("row")
        .group_by("case", maintain_order=True)
        .agg(first_row=pl.col("row").first(), events=pl.len())
        .with_columns(completed)
    )
    return per_case.select(pl.col(name).cast(dtype) for name, dtype in CASE_SCHEMA.items())


def timing_of(events: pl.DataFrame) -> Timing:
    """Whether enough events have a start of their own to speak of processing times."""
    worked = (events["start"] < events["timestamp"]).fill_null(value=False).sum()
    return "interval" if worked >= INTERVAL_SHARE * events.height else "completion_only"


def _with_dropped(provenance: Provenance, attributes: KeptAttributes) -> Provenance:
    """The provenance with the attributes that turned out to name persons."""
    dropped = set(attributes.dropped)
    kept = [column for column in provenance.columns if column.column not in dropped]
    reason = "its values are those of the resource column"
    gone = [
        ColumnDecision(column=name, role="dropped", reason=reason) for name in attributes.dropped
    ]
    return msgspec.structs.replace(provenance, columns=(*kept, *gone))
