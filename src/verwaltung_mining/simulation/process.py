"""What is simulated: the steps of a procedure, the units that do them, and the cases that come."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from verwaltung_mining.calendar.working_time import Calendar
from verwaltung_mining.eventlog.schema import AttributeKind, AttributeRole

Order = Literal["first come", "last come", "urgent"]
"""Order of work: as cases came, the newest first, or the most urgent first (then as they came)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A gamma-distributed length of time; a larger `shape` means less spread.

    With `sigma` it is log-normal with the same mean, which has a heavier tail.
    """

    hours: float
    shape: float = 2.0
    sigma: float | None = None
    """Standard deviation of the logarithm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An organisational unit; without `staff` nobody waits for it and no person is recorded."""

    name: str
    staff: int | None
    calendar: Calendar | None = None
    """When this unit works; None: as the process says."""
    order: Order = "first come"
    """Whose turn it is when someone is free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The cases whose attribute has one of these values."""

    attribute: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the procedure.

    `key` is its identity: random draws hang on it, never on the label. `transit` is the calendar
    time before the unit could begin (post, reading, scan), `service` the time worked on it.
    """

    key: str
    activity: str
    unit: str
    service: Duration
    transit: Duration
    only_for: Segment | None = None
    branch: int | None = None
    """Neighbouring steps with branches run side by side, those of one branch one by one; the next
    step without a branch waits for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAttribute:
    """A case attribute whose value is drawn independently of everything else.

    Without `shares` a plant says the values.
    """

    name: str
    role: AttributeRole
    shares: tuple[tuple[str, float], ...]
    kind: AttributeKind = "category"


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A procedure without any planted problem: every case walks the steps once, in order."""

    steps: tuple[Step, ...]
    units: tuple[Unit, ...]
    calendar: Calendar
    """When the units work."""
    first_day: date
    arrivals_per_working_day: float
    attributes: tuple[CaseAttribute, ...]
    complexity_spread: float = 0.25
    """Standard deviation of the logarithm of a case's work content."""
    complexity_decides: bool = False
    """Whether heavy cases also take detours more often and wait longer (confounded)."""
    season: float = 0.0
    """How far arrivals swing above and below their mean over the year, as a share of it."""

    def step(self, key: str) -> Step:
        """The step with this identity; KeyError where there is none."""
        return {step.key: step for step in self.steps}[key]

    def between(self, first: str, last: str) -> tuple[Step, ...]:
        """The steps of the main route from `first` to `last`, both included."""
        keys = [step.key for step in self.steps]
        return self.steps[keys.index(first) : keys.index(last) + 1]

    def relabelled(self, labels: Mapping[str, str]) -> "Process":
        """The same process with other activity labels (step key → label)."""
        steps = (replace(s, activity=labels.get(s.key, s.activity)) for s in self.steps)
        return replace(self, steps=tuple(steps))
