"""What a quality finding is: its code, its weight, how it is counted and what to say about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from verwaltung_mining.eventlog.schema import EventLog, Severity
from verwaltung_mining.texts import Text

Base = Literal["events", "cases", "rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityDefinition:
    """One entry of the table of quality findings."""

    code: str
    severity: Severity
    """Weight of the finding below `critical_from`."""
    base: Base
    """What the share is a share of."""
    consequence: Text
    remedy: Text
    measure: Callable[[EventLog], int] | None = None
    """Count on the log; without it (or beside it) the importer counts."""
    critical_from: float | None = None
    """Share from which the finding is critical."""
