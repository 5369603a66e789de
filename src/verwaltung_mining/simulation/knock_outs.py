"""A check that ends the way of a share of the cases, after or before the work beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import Duration, Process, Step
from verwaltung_mining.simulation.visits import Visit, World


@dataclass(frozen=True, slots=True, kw_only=True)
class KnockOut:
    """A check after which a share of the cases is rejected; the step before it is long work.

    Some cases take the check before the work. Mended, all do, and the rejected ones are spared it.
    """

    key: str
    source: str
    """Key of the work."""
    target: str
    """Key of the check, the next step."""
    rejection: Step
    share: float
    early: float
    """Share of the cases that take the check first."""
    extra: Duration
    """Time that the work takes beyond the usual."""

    def rerouted(self, world: World, case: int, way: Sequence[Visit]) -> Sequence[Visit]:
        """Long work, the check before or after it, and for the share the end behind the check."""
        keys = [visit.step for visit in way]
        if self.source not in keys or self.target not in keys:
            return way
        at = keys.index(self.source)
        extra = world.draws.seconds(f"{self.key}/extra", self.extra)[case]
        work, check = way[at]._replace(delay=way[at].delay + extra), way[keys.index(self.target)]
        first = world.draws.uniform(f"{self.key}/early")[case] < self.early
        pair = (check, work) if first else (work, check)
        if not world.chosen(f"{self.key}/share", case=case, share=self.share):
            return [*way[:at], *pair, *way[at + 2 :]]
        until = pair[: pair.index(check) + 1]
        return [*way[:at], *until, world.visit(self.rejection, case=case, origin=self.key)]

    def place(self, process: Process) -> Place:
        """The check."""
        return Place(activity=process.step(self.target).activity)

    def words(self, process: Process) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The name of the rejection."""
        return {"late_knock_out": {"rejection_words": (self.rejection.activity,)}}

    @property
    def mended(self) -> "tuple[KnockOut, ...]":
        """The same check, before the work."""
        return (replace(self, early=1.0),)
