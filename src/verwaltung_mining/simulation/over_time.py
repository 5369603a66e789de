"""What changes in the course of the log: a wait that grows, and what only looks like it.

Time is told by the case's arrival. Each has `key` (its draws hang on it), `source` and `target`
(keys of the two steps).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import Duration, Process, Segment
from verwaltung_mining.simulation.visits import Visit, World

SECONDS_PER_WEEK = 7 * 86_400
WEEKS_PER_YEAR = 52.18


@dataclass(frozen=True, slots=True, kw_only=True)
class Slowing:
    """Cases that arrive late in the log wait longer between two steps."""

    key: str
    source: str
    target: str
    extra: Duration
    begin: float
    """Share of the period from the first arrival to the last after which it begins."""
    gradual: bool = False
    """Growing steadily to the end, where the extra wait is twice its mean, instead of at once."""

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, later for cases that arrive after the beginning."""
        passed = (_position(world, case) - self.begin) / (1 - self.begin)
        if passed <= 0:
            return visit
        extra = world.draws.seconds(f"{self.key}/{visit.origin}/extra", self.extra)[case]
        grown = 2 * passed if self.gradual else 1.0
        return visit._replace(delay=visit.delay + round(extra * grown))

    def place(self, process: Process) -> Place:
        """The transition."""
        return _transition(self, process)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonalPeak:
    """Looks like slowing and is none: every year, the same weeks take longer."""

    key: str
    source: str
    target: str
    extra: Duration
    week: float
    """Week after the first arrival in which the first peak begins."""
    weeks: float = 13.0

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, later for cases that arrive in a peak."""
        passed = (world.arrivals[case] - world.arrivals[0]) / SECONDS_PER_WEEK
        if (passed - self.week) % WEEKS_PER_YEAR >= self.weeks:
            return visit
        extra = world.draws.seconds(f"{self.key}/{visit.origin}/extra", self.extra)[case]
        return visit._replace(delay=visit.delay + extra)

    def place(self, process: Process) -> Place:
        """The transition."""
        return _transition(self, process)


@dataclass(frozen=True, slots=True, kw_only=True)
class MixShift:
    """Looks like slowing and is none: one value of an attribute waits longer, and grows."""

    key: str
    source: str
    target: str
    segment: Segment
    extra: Duration
    others: tuple[str, ...]
    """The attribute's other values, equally frequent among the rest."""
    early: float = 0.2
    late: float = 0.8
    """Share of the cases with the value at the beginning and at the end."""

    def values(self, world: World) -> Mapping[str, list[str]]:
        """The attribute, whose mix shifts steadily."""
        drawn = world.draws.uniform(f"{self.key}/value")
        other = world.draws.uniform(f"{self.key}/other")
        return {
            self.segment.attribute: [
                self.segment.values[0]
                if drawn[case] < self.early + (self.late - self.early) * _position(world, case)
                else self.others[int(other[case] * len(self.others))]
                for case in range(world.draws.cases)
            ]
        }

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, later for the segment."""
        if not world.belongs(case, self.segment):
            return visit
        extra = world.draws.seconds(f"{self.key}/{visit.origin}/extra", self.extra)[case]
        return visit._replace(delay=visit.delay + extra)

    def place(self, process: Process) -> Place:
        """The transition; the attribute is the case type, which is never compared."""
        return _transition(self, process)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgottenFiles:
    """A few cases lie very long between two steps: nobody looks after them."""

    key: str
    source: str
    target: str
    share: float
    extra: Duration

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, much later for the few."""
        name = f"{self.key}/{visit.origin}"
        if not world.chosen(f"{name}/share", case=case, share=self.share):
            return visit
        extra = world.draws.seconds(f"{name}/extra", self.extra)[case]
        return visit._replace(delay=visit.delay + extra)

    def place(self, process: Process) -> Place:
        """The transition."""
        return _transition(self, process)


def _position(world: World, case: int) -> float:
    """0 for the first arrival, 1 for the last."""
    first, last = world.arrivals[0], world.arrivals[-1]
    return (world.arrivals[case] - first) / max(last - first, 1)


def _transition(
    plant: Slowing | SeasonalPeak | MixShift | ForgottenFiles, process: Process
) -> Place:
    return Place(
        source=process.step(plant.source).activity, target=process.step(plant.target).activity
    )
