"""What is simulated: the steps of a procedure, the units that do them, and the cases that come."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from verwaltung_mining.calendar.working_time import Calendar
from verwaltung_mining.eventlog.schema import AttributeRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A gamma-distributed length of time; a larger `shape` means less spread."""

    hours: float
    shape: float = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An organisational unit; without `staff` nobody waits for it and no person is recorded."""

    name: str
    staff: int | None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAttribute:
    """A case attribute whose value is drawn independently of everything else."""

    name: str
    role: AttributeRole
    shares: tuple[tuple[str, float], ...]


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
