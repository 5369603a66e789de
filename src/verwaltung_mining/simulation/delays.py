"""Planted problems that lengthen the way from one step to the next, and one that shortens it.

Each has `key` (its draws hang on it), `source` and `target` (keys of the two steps).
"""

from dataclasses import dataclass

from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import Duration, Process, Segment
from verwaltung_mining.simulation.visits import Visit, World


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowTransition:
    """Cases with one attribute value wait longer between two steps."""

    key: str
    source: str
    target: str
    segment: Segment
    extra: Duration

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, later for the segment."""
        if not world.belongs(case, self.segment):
            return visit
        extra = world.draws.seconds(f"{self.key}/{visit.origin}/extra", self.extra)[case]
        return visit._replace(delay=visit.delay + extra)

    def place(self, process: Process) -> Place:
        """The transition and the segment."""
        return _transition(self, process, self.segment)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongWait:
    """All cases wait long between two steps, without a cause that the log shows."""

    key: str
    source: str
    target: str
    wait: Duration

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, later for everybody."""
        wait = world.draws.seconds(f"{self.key}/{visit.origin}/wait", self.wait)[case]
        return visit._replace(delay=visit.delay + wait)

    def place(self, process: Process) -> Place:
        """The transition."""
        return _transition(self, process, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDelay:
    """A share of the cases is passed to another unit for the target and waits longer on the way."""

    key: str
    source: str
    target: str
    unit: str
    """The unit that takes over; the others stay where the target's step belongs."""
    share: float
    extra: Duration

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, in another unit and later for the share."""
        name = f"{self.key}/{visit.origin}"
        if not world.chosen(f"{name}/share", case=case, share=self.share):
            return visit
        extra = world.draws.seconds(f"{name}/extra", self.extra)[case]
        return visit._replace(unit=self.unit, delay=visit.delay + extra)

    def place(self, process: Process) -> Place:
        """The transition."""
        return _transition(self, process, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FastLane:
    """What goes well: cases with one attribute value need only a part of the usual way."""

    key: str
    source: str
    target: str
    segment: Segment
    factor: float
    """Share of the usual transit that remains."""

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, earlier for the segment."""
        if not world.belongs(case, self.segment):
            return visit
        return visit._replace(delay=round(visit.delay * self.factor))

    def place(self, process: Process) -> Place:
        """The transition and the segment."""
        return _transition(self, process, self.segment)


def _transition(
    plant: SlowTransition | LongWait | HandoverDelay | FastLane,
    process: Process,
    segment: Segment | None,
) -> Place:
    return Place(
        source=process.step(plant.source).activity,
        target=process.step(plant.target).activity,
        attribute=segment.attribute if segment else None,
        value=", ".join(segment.values) if segment else None,
        units=(process.step(plant.source).unit, plant.unit)
        if isinstance(plant, HandoverDelay)
        else (),
    )
