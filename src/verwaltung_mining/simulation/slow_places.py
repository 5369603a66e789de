"""Planted problems of a step itself: more work for a group of cases, one slow unit of several.

Each has `key`, `source` and `target` like the delays.
"""

from dataclasses import dataclass, replace

from verwaltung_mining.simulation.heavy_cases import longer, with_units
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import Duration, Process, Segment
from verwaltung_mining.simulation.visits import Visit, World


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowStep:
    """Cases with one attribute value are worked on longer."""

    key: str
    source: str
    target: str
    segment: Segment
    extra: Duration
    """Additional work."""

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, with more work for the segment."""
        if not world.belongs(case, self.segment):
            return visit
        return longer(world, case, visit, key=self.key, work=self.extra)

    def place(self, process: Process) -> Place:
        """The step and the segment."""
        return Place(
            activity=process.step(self.target).activity,
            attribute=self.segment.attribute,
            value=", ".join(self.segment.values),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowUnit:
    """Several units do a step; in one of them cases wait longer for it."""

    key: str
    source: str
    target: str
    units: tuple[str, ...]
    """The first one is slow; cases come to each of them equally often."""
    staff: int
    """People in each."""
    extra: Duration

    @property
    def mended(self) -> tuple[Plant, ...]:
        """The same units, none of them slow."""
        return (replace(self, extra=Duration(hours=0.0)),)

    def changed(self, process: Process) -> Process:
        """The process with the units."""
        return with_units(process, self.units, staff=self.staff)

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, in one of the units, later in the slow one."""
        number = int(world.draws.uniform(f"{self.key}/unit")[case] * len(self.units))
        moved = visit._replace(unit=self.units[number])
        return moved if number else longer(world, case, moved, key=self.key, wait=self.extra)

    def place(self, process: Process) -> Place:
        """The step in the slow unit."""
        return Place(activity=process.step(self.target).activity, units=self.units[:1])
