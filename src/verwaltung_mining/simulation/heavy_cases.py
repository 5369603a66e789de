"""Decoys of comparisons: a group that only has more of the heavy cases.

Each has `key`, `source` and `target` like the delays. The heavy cases are those of one case type;
that they take longer is nobody's doing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import CaseAttribute, Duration, Process, Segment, Unit
from verwaltung_mining.simulation.visits import Visit, World

MANY, FEW = 0.8, 0.2
"""Share of the heavy cases, and of the others, that lie in the group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeavierMix:
    """Most heavy cases have one value of an attribute; they wait longer, or are more work."""

    key: str
    source: str
    target: str
    heavy: Segment
    attribute: str
    value: str
    other: str
    wait: Duration | None = None
    work: Duration | None = None

    def changed(self, process: Process) -> Process:
        """The process with the attribute."""
        added = CaseAttribute(name=self.attribute, role="other", shares=())
        return replace(process, attributes=(*process.attributes, added))

    def values(self, world: World) -> Mapping[str, list[str]]:
        """The value of each case."""
        drawn = world.draws.uniform(f"{self.key}/value")
        return {
            self.attribute: [
                self.value
                if number < (MANY if world.belongs(case, self.heavy) else FEW)
                else self.other
                for case, number in enumerate(drawn)
            ]
        }

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, later or longer for heavy cases."""
        if not world.belongs(case, self.heavy):
            return visit
        return longer(world, case, visit, key=self.key, wait=self.wait, work=self.work)

    def place(self, process: Process) -> Place:
        """The transition where they wait, the step where they are more work; and the value."""
        step = process.step(self.target).activity
        before = process.step(self.source).activity
        return Place(
            activity=step if self.work else None,
            source=None if self.work else before,
            target=None if self.work else step,
            attribute=self.attribute,
            value=self.value,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HeavyUnit:
    """Several units do the step in equal time, but one of them gets most of the heavy cases."""

    key: str
    source: str
    target: str
    units: tuple[str, ...]
    """The first one gets the heavy cases."""
    staff: int
    """People in each."""
    heavy: Segment
    wait: Duration

    def changed(self, process: Process) -> Process:
        """The process with the units."""
        return with_units(process, self.units, staff=self.staff)

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, in one of the units, later for heavy cases."""
        heavy = world.belongs(case, self.heavy)
        number = world.draws.uniform(f"{self.key}/unit")[case]
        first = MANY if heavy else FEW
        others = len(self.units) - 1
        place = 0 if number < first else 1 + int((number - first) / (1 - first) * others)
        moved = visit._replace(unit=self.units[min(place, others)])
        return longer(world, case, moved, key=self.key, wait=self.wait) if heavy else moved

    def place(self, process: Process) -> Place:
        """The step in the first unit."""
        return Place(activity=process.step(self.target).activity, units=self.units[:1])


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """Most heavy cases are passed to another unit; they wait longer wherever they are."""

    key: str
    source: str
    target: str
    unit: str
    """The unit that takes over."""
    heavy: Segment
    wait: Duration

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, in the other unit where passed on, later for heavy cases."""
        heavy = world.belongs(case, self.heavy)
        if world.chosen(f"{self.key}/unit", case=case, share=MANY if heavy else FEW):
            visit = visit._replace(unit=self.unit)
        return longer(world, case, visit, key=self.key, wait=self.wait) if heavy else visit

    def place(self, process: Process) -> Place:
        """The transition."""
        return Place(
            source=process.step(self.source).activity, target=process.step(self.target).activity
        )


def longer(
    world: World,
    case: int,
    visit: Visit,
    *,
    key: str,
    wait: Duration | None = None,
    work: Duration | None = None,
) -> Visit:
    """The visit after a longer wait, with more work, or both."""
    if wait is not None:
        more = world.draws.seconds(f"{key}/{visit.origin}/wait", wait)[case]
        visit = visit._replace(delay=visit.delay + more)
    if work is not None:
        more = world.draws.seconds(f"{key}/{visit.origin}/work", work)[case]
        visit = visit._replace(service=visit.service + more)
    return visit


def with_units(process: Process, names: tuple[str, ...], *, staff: int) -> Process:
    """The process with further units of this many people."""
    added = tuple(Unit(name=name, staff=staff) for name in names)
    return replace(process, units=(*process.units, *added))
