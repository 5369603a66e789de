"""What every importer hands over: rows with names still in them, seen by nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.labels import CODE, coded, labelled
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.schema import INSTANT, TIME_PRECISION, Attribute
from verwaltung_mining.provenance import Provenance

CODED = ("case_id", "activity", "person", "org_unit")
"""Columns of labels, kept as codes."""

RAW_EVENT_SCHEMA = pl.Schema(
    {
        "case_id": CODE,
        "activity": CODE,
        "start": INSTANT,
        "timestamp": INSTANT,
        "time_precision": TIME_PRECISION,
        "local_date": pl.Date(),
        "person": CODE,
        "org_unit": CODE,
        "order": pl.UInt32(),
    }
)
"""One row per activity instance (a start and its completion already paired), in the file's order.

Labels are codes: what they stand for is said in `RawLog.labels`, and nowhere else.
`order` breaks ties of `timestamp`: a declared rank or the row number of the file.
`timestamp` is never null; `start` is null where unknown; `local_date` is the date in the zone of
the log.
"""


QUARANTINE_SCHEMA = pl.Schema({"row": pl.UInt32(), "reason": pl.String()})


@dataclass(frozen=True, slots=True, kw_only=True)
class RawLog:
    """Rows as read, with persons and case references; only `eventlog.canonical` takes it."""

    name: str
    events: Parts
    """Columns as in RAW_EVENT_SCHEMA. The parts follow each other by the first stamps of their
    cases; cases with the same first stamp lie in one part."""
    labels: Mapping[str, pl.Series]
    """Column of CODED → its labels (String), each in the place of its code."""
    room: Room = field(default_factory=Room)
    """What the log that is made of it may take of the memory."""
    case_attributes: pl.DataFrame
    """`case_id` (as text) and one String or Float64 column per entry of `attribute_list`."""
    attribute_list: tuple[Attribute, ...] = ()
    activity_names: dict[str, str] = field(default_factory=dict)
    """Activity → its name for people, where the export tells it beside a code."""
    zone: str
    rows_read: int
    quarantined: dict[str, int] = field(default_factory=dict)
    merged: dict[str, int] = field(default_factory=dict)
    quality_counts: dict[str, int] = field(default_factory=dict)
    """Code of a quality finding → events concerned; codes and texts stand in eventlog.quality."""
    quarantine: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=QUARANTINE_SCHEMA))
    """Rows set aside one by one: their number in the file and the reason, never their content."""
    provenance: Provenance

    def labelled(self) -> pl.DataFrame:
        """All events in memory, with labels in the place of their codes."""
        return labelled(self.events.collect(), self.labels)

    def with_labelled(self, events: pl.DataFrame, **fields: Any) -> "RawLog":
        """The same log with other events, given with labels; `fields` are replaced as well."""
        parts, labels = raw_events(events)
        return replace(self, events=parts, labels=labels, **fields)


def raw_events(events: pl.DataFrame) -> tuple[Parts, Mapping[str, pl.Series]]:
    """`events` and `labels` of a RawLog, of a table with labels instead of codes."""
    codes, labels = coded(events.select(RAW_EVENT_SCHEMA.names()), CODED)
    return Parts.of(codes.cast(RAW_EVENT_SCHEMA)), labels
