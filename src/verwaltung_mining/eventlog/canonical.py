"""From rows as read to the canonical event log; the last place that sees a person."""

import msgspec
import polars as pl

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.eventlog.attributes import KeptAttributes, keep_attributes
from verwaltung_mining.eventlog.blocks import block
from verwaltung_mining.eventlog.completion import completion
from verwaltung_mining.eventlog.named_labels import refuse_named_attributes, refuse_named_labels
from verwaltung_mining.eventlog.ordering import attributes_of, dictionary, ordered_events
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.reconcile import reconcile
from verwaltung_mining.eventlog.schema import CASE_SCHEMA, EVENT_SCHEMA, EventLog, Timing
from verwaltung_mining.identity.k_table import count_persons
from verwaltung_mining.identity.roles import names_roles
from verwaltung_mining.provenance import ColumnDecision, Provenance
from verwaltung_mining.texts import Text

ACTIVITIES = Text(de="die Aktivität", en="the activity")
ORG_UNITS = Text(de="die Organisationseinheit", en="the organisational unit")
INTERVAL_SHARE = 0.05
"""Share of events with a start before their completion, from which a log has processing times."""


def canonicalise(raw: RawLog, *, end: tuple[str, ...] = ()) -> EventLog:
    """The event log of an export: coded, sorted, persons counted and then forgotten.

    `end` names the activities that complete a case; without it they are guessed (completion.py).
    Raises RefusedError where activities or attributes hold names of people, FileUnreadableError
    where there is no event, DataError where the rows do not add up.
    """
    reconciliation = reconcile(raw)
    _check_filled(raw)
    activities = dictionary(raw.events["activity"], what=ACTIVITIES)
    org_units = dictionary(raw.events["org_unit"], what=ORG_UNITS)
    refuse_named_labels(activities, org_units)
    events, references = ordered_events(
        raw, activities=activities, org_units=org_units, persons=_persons(raw)
    )
    attributes = keep_attributes(attributes_of(raw, references), raw.attribute_list, events)
    refuse_named_attributes(attributes.frame)
    counted = events.with_columns(block=block(events["local_date"]))
    endings = completion(events, activities, end=end)
    return EventLog(
        name=raw.name,
        events=_in_schema(events),
        cases=_cases(events, endings.completed),
        attributes=attributes.frame,
        attribute_list=attributes.declared,
        activities=activities,
        org_units=org_units,
        k_table=count_persons(counted, attributes.frame),
        end_activities=endings.end_activities,
        end_declared=endings.declared,
        timing=_timing(events),
        zone=raw.zone,
        quality=(),
        reconciliation=reconciliation,
        provenance=_with_dropped(raw.provenance, attributes),
    )


def _check_filled(raw: RawLog) -> None:
    if raw.events.is_empty():
        raise FileUnreadableError(
            Text(
                de=f"{raw.name} enthält kein verwertbares Ereignis.",
                en=f"{raw.name} holds no usable event.",
            ),
            hint=Text(
                de="Prüfen Sie, warum Zeilen ausgesondert und welche Spalten gewählt wurden.",
                en="check why rows were set aside and which columns were chosen.",
            ),
        )
    for column in ("case_id", "activity", "timestamp"):
        if raw.events[column].null_count():
            raise ValueError(f"an importer handed over rows without {column}")


def _persons(raw: RawLog) -> pl.Series:
    """The resource column, or nothing where it holds roles."""
    person = raw.events["person"]
    if raw.quality_counts.get("resource_is_role") or names_roles(person):
        return pl.Series("person", [None] * person.len(), dtype=pl.String)
    return person


def _in_schema(events: pl.DataFrame) -> pl.DataFrame:
    nameless = events.drop("person").rename({"pseudonym": "person"})
    coded = nameless.select(pl.col(name).cast(dtype) for name, dtype in EVENT_SCHEMA.items())
    return coded.with_columns(pl.col("case").set_sorted())


def _cases(events: pl.DataFrame, completed: pl.Series) -> pl.DataFrame:
    per_case = (
        events.with_row_index("row")
        .group_by("case", maintain_order=True)
        .agg(first_row=pl.col("row").first(), events=pl.len())
        .with_columns(completed)
    )
    return per_case.select(pl.col(name).cast(dtype) for name, dtype in CASE_SCHEMA.items())


def _timing(events: pl.DataFrame) -> Timing:
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
