"""The canonical event log: coded, sorted, free of persons."""

from dataclasses import dataclass
from typing import Literal

import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.row_reasons import AsideReason
from verwaltung_mining.identity.k_table import K_CLASS as K_CLASS
from verwaltung_mining.identity.k_table import K_SCHEMA as K_SCHEMA
from verwaltung_mining.identity.k_table import KClass as KClass
from verwaltung_mining.provenance import Provenance
from verwaltung_mining.texts import Text

Timing = Literal["interval", "completion_only"]
AttributeKind = Literal["category", "number"]
AttributeRole = Literal["case_type", "channel", "outcome", "unit", "deadline", "other"]
Severity = Literal["info", "warning", "critical"]

TIME_PRECISION = pl.Enum(["second", "minute", "day", "interval"])
INSTANT = pl.Datetime("us", "UTC")

EVENT_SCHEMA = pl.Schema(
    {
        "case": pl.UInt32(),
        "activity": pl.UInt16(),
        "org_unit": pl.UInt16(),
        "person": pl.UInt16(),
        "start": INSTANT,
        "timestamp": INSTANT,
        "time_precision": TIME_PRECISION,
        "local_date": pl.Date(),
    }
)
"""One row per activity instance, sorted by case, timestamp, order.

`person` numbers the people of one case by appearance (0, 1, 2 …) and means nothing outside it.
Null: `org_unit` and `person` where the export names none, `start` where only completion is known.
"""

CASE_SCHEMA = pl.Schema(
    {
        "case": pl.UInt32(),
        "first_row": pl.UInt32(),
        "events": pl.UInt32(),
        "completed": pl.Boolean(),
    }
)
"""One row per case, in the order of `case`; `first_row` is the row of its first event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A case attribute that may be analysed: its name as exported, its kind and its role."""

    name: str
    kind: AttributeKind
    role: AttributeRole = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityFinding:
    """Something about the data that a reader of the results must know."""

    code: str
    severity: Severity
    count: int
    share: float
    consequence: Text
    remedy: Text


REPLACED: AsideReason = "replaced_by_newer_export"
"""Reason in the reconciliation for the events of a case that the newer export holds too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """Where every row went: rows_read = rows_kept + the sum of quarantined."""

    rows_read: int
    rows_kept: int
    quarantined: dict[str, int]
    """Reason → rows set aside."""
    merged: dict[str, int]
    """Reason → kept rows that are part of another event (a start merged with its completion)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLog:
    """An event log as every analysis sees it."""

    name: str
    events: Parts
    """Columns as in EVENT_SCHEMA."""
    cases: pl.DataFrame
    """Columns as in CASE_SCHEMA."""
    attributes: pl.DataFrame
    """Row i belongs to case i; one column per entry of `attribute_list`: Enum or Float64."""
    attribute_list: tuple[Attribute, ...]
    activities: tuple[str, ...]
    """Code → label."""
    org_units: tuple[str, ...]
    k_table: pl.DataFrame
    """Columns as in K_SCHEMA."""
    end_activities: tuple[int, ...]
    """Codes of the activities that end a case."""
    end_declared: bool
    timing: Timing
    zone: str
    quality: tuple[QualityFinding, ...]
    reconciliation: Reconciliation
    provenance: Provenance
    ordinals: pl.Series | None = None
    """Case → its ordinal in the imported log, where a filter renumbered the cases."""

    @property
    def event_count(self) -> int:
        """Number of activity instances."""
        return int(self.cases["events"].sum())
