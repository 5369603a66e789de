"""A deadline for every case, and a group that is late, or that has more time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from verwaltung_mining.simulation.draws import SECONDS_PER_HOUR
from verwaltung_mining.simulation.heavy_cases import longer
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import CaseAttribute, Duration, Process, Segment
from verwaltung_mining.simulation.visits import Visit, World

SECONDS_PER_DAY = 24 * SECONDS_PER_HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineDriver:
    """All cases have a deadline; one group waits longer and misses more of them.

    With other days for the group instead it is nobody's delay: the deadline comes earlier or later.
    """

    key: str
    source: str
    target: str
    segment: Segment
    extra: Duration
    allowed_days: int
    """From the day a case comes to the day of its deadline."""
    more_days: int = 0
    attribute: str = "Frist"

    @property
    def mended(self) -> tuple[Plant, ...]:
        """The same deadlines, nobody slow."""
        return (replace(self, extra=Duration(hours=0.0)),)

    def changed(self, process: Process) -> Process:
        """The process with the deadline as an attribute."""
        added = CaseAttribute(name=self.attribute, role="deadline", shares=(), kind="number")
        return replace(process, attributes=(*process.attributes, added))

    def values(self, world: World) -> Mapping[str, list[str]]:
        """Days since 1970-01-01, as importers keep deadlines."""
        return {
            self.attribute: [
                str(float(arrival // SECONDS_PER_DAY + self._allowed(world, case)))
                for case, arrival in enumerate(world.arrivals)
            ]
        }

    def _allowed(self, world: World, case: int) -> int:
        return self.allowed_days + self.more_days * world.belongs(case, self.segment)

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, later for the segment."""
        if not world.belongs(case, self.segment):
            return visit
        return longer(world, case, visit, key=self.key, wait=self.extra)

    def place(self, process: Process) -> Place:
        """The segment: the deadline is that of the whole case."""
        return Place(attribute=self.segment.attribute, value=", ".join(self.segment.values))
