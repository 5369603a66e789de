"""A planted problem: the same steps again and again, round after round."""

from dataclasses import dataclass

from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import Duration, Process
from verwaltung_mining.simulation.visits import Visit, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """A share of the cases walks a stretch of the way several times more, always as often."""

    key: str
    after: str
    back_to: str
    share: float
    further: int
    """Rounds beyond the first."""
    pause: Duration
    """Time until a round begins."""

    def visits(self, world: World, case: int) -> list[Visit]:
        """The further rounds."""
        found: list[Visit] = []
        if not world.chosen(f"{self.key}/share", case=case, share=self.share):
            return found
        for round_ in range(self.further):
            origin = f"{self.key}.{round_}"
            way = [
                world.visit(step, case=case, origin=origin)
                for step in world.process.between(self.back_to, self.after)
            ]
            pause = world.draws.seconds(f"{origin}/pause", self.pause)[case]
            found += [way[0]._replace(delay=pause), *way[1:]]
        return found

    def place(self, process: Process) -> Place:
        """All steps of a round."""
        steps = process.between(self.back_to, self.after)
        return Place(activities=tuple(step.activity for step in steps))
