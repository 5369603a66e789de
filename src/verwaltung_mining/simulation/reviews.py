"""A further review that most cases pass, and how much it changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import CaseAttribute, Process, Step
from verwaltung_mining.simulation.visits import Visit, World

PARTLY, FULLY = "teilweise bewilligt", "bewilligt"


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherReview:
    """A share of the cases passes one more review, which changes the outcome of some of them."""

    key: str
    after: str
    """The review that it follows."""
    step: Step
    share: float
    outcome: str
    """Name of the attribute that tells how a case ends."""
    partly: float
    """Share of the cases that are granted in part without it."""
    changes: float
    """Share of its cases that it cuts down."""

    def changed(self, process: Process) -> Process:
        """The process whose cases have an outcome."""
        outcome = CaseAttribute(name=self.outcome, role="outcome", shares=())
        return replace(process, attributes=(*process.attributes, outcome))

    def values(self, world: World) -> Mapping[str, list[str]]:
        """How each case ends."""
        ends = [
            PARTLY if self._partly(world, case) or self._cut_down(world, case) else FULLY
            for case in range(world.draws.cases)
        ]
        return {self.outcome: ends}

    def visits(self, world: World, case: int) -> list[Visit]:
        """The review, for the share."""
        if not self._reviewed(world, case):
            return []
        return [world.visit(self.step, case=case, origin=self.key)]

    def place(self, process: Process) -> Place:
        """The further review."""
        return Place(activity=self.step.activity)

    def words(self, process: Process) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The names of the review and of the one before it."""
        further, before = self.step.activity, process.step(self.after).activity
        names = {"approval_words": (further,), "review_words": (further, before)}
        return {"approval_without_effect": names}

    def _reviewed(self, world: World, case: int) -> bool:
        return world.chosen(f"{self.key}/share", case=case, share=self.share)

    def _partly(self, world: World, case: int) -> bool:
        return world.draws.uniform(f"{self.key}/outcome")[case] < self.partly

    def _cut_down(self, world: World, case: int) -> bool:
        drawn = world.draws.uniform(f"{self.key}/changes")[case]
        return self._reviewed(world, case) and drawn < self.changes
