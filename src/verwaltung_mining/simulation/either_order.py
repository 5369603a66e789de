"""Two neighbouring steps that come in either order, one after the other or side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import Duration, Process
from verwaltung_mining.simulation.visits import Visit, World


@dataclass(frozen=True, slots=True, kw_only=True)
class EitherOrder:
    """Two long steps wait for each other, in half of the cases the second one comes first."""

    key: str
    source: str
    """Key of the step that comes first in the plain procedure."""
    target: str
    """Key of the next step."""
    swapped: float
    """Share of the cases with the other order."""
    extra: Duration
    """Time that each of the two takes beyond the usual."""
    side_by_side: bool = False

    def rerouted(self, world: World, case: int, way: Sequence[Visit]) -> Sequence[Visit]:
        """Both steps, longer, in the order of the case or as two branches."""
        keys = [visit.step for visit in way]
        if self.source not in keys or self.target not in keys:
            return way
        at = keys.index(self.source)
        pair = [
            visit._replace(delay=visit.delay + self._extra(world, case, visit))
            for visit in (way[at], way[keys.index(self.target)])
        ]
        if self.side_by_side:
            pair = [visit._replace(branch=branch) for branch, visit in enumerate(pair)]
        elif world.draws.uniform(f"{self.key}/order")[case] < self.swapped:
            pair.reverse()
        return [*way[:at], *pair, *way[at + 2 :]]

    def place(self, process: Process) -> Place:
        """Both steps."""
        steps = (process.step(self.source), process.step(self.target))
        return Place(activities=tuple(step.activity for step in steps))

    @property
    def mended(self) -> "tuple[EitherOrder, ...]":
        """Both at the same time."""
        return (replace(self, side_by_side=True),)

    def _extra(self, world: World, case: int, visit: Visit) -> int:
        return world.draws.seconds(f"{self.key}/{visit.step}/extra", self.extra)[case]
