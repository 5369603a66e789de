"""Decoys: what cases pass, or wait for, because the way is laid out so."""

from collections.abc import Mapping
from dataclasses import dataclass

from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import Duration, Process, Step
from verwaltung_mining.simulation.visits import Visit, World


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainByDesign:
    """Every case passes these steps behind a step; their labels stand elsewhere on the way too."""

    key: str
    after: str
    steps: tuple[Step, ...]
    named: str
    """The label that a detector must not take for a repetition."""

    def visits(self, world: World, case: int) -> list[Visit]:
        """The planned visits."""
        return [world.visit(step, case=case, origin=self.key) for step in self.steps]

    def place(self, process: Process) -> Place:
        """The activity that comes again."""
        return Place(activity=self.named, activities=(self.named,))


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyFor:
    """Every case whose attribute has a value passes one step more, because it needs it."""

    key: str
    after: str
    step: Step
    attribute: str
    value: str

    def visits(self, world: World, case: int) -> list[Visit]:
        """The step, for the cases that need it."""
        if world.values[self.attribute][case] != self.value:
            return []
        return [world.visit(self.step, case=case, origin=self.key)]

    def place(self, process: Process) -> Place:
        """The step."""
        return Place(activity=self.step.activity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """All cases wait for an appointment that is set from outside; the settings name the step."""

    key: str
    source: str
    target: str
    wait: Duration

    def change(self, world: World, case: int, visit: Visit) -> Visit:
        """The visit of the target, at its appointment."""
        wait = world.draws.seconds(f"{self.key}/{visit.origin}/wait", self.wait)[case]
        return visit._replace(delay=visit.delay + wait)

    def words(self, process: Process) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The step as one whose moment is set from outside."""
        return {"analysis": {"outside_steps": (process.step(self.target).activity,)}}

    def place(self, process: Process) -> Place:
        """The transition."""
        return Place(
            source=process.step(self.source).activity, target=process.step(self.target).activity
        )
