"""Planted problems that send cases on a detour: additional visits after a step.

Each has `key` (its draws hang on it), `after` (key of the step it follows), `share` of the cases
and optionally the `segment` that alone is concerned.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import Duration, Process, Segment, Step
from verwaltung_mining.simulation.visits import Visit, World

FORWARDING_SERVICE = Duration(hours=0.25, shape=4.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLoop:
    """Cases go back from one step to an earlier one and walk the way again."""

    key: str
    after: str
    back_to: str
    share: float
    pause: Duration
    """Time until the earlier step is resumed."""
    again: float = 0.15
    """Share of the returned cases that return a second time."""
    segment: Segment | None = None

    def visits(self, world: World, case: int) -> list[Visit]:
        """The repeated steps, once or twice."""
        found: list[Visit] = []
        if not world.belongs(case, self.segment):
            return found
        for round_, share in enumerate((self.share, self.again)):
            origin = f"{self.key}.{round_}"
            if not world.chosen(f"{origin}/share", case=case, share=share):
                break
            way = [
                world.visit(step, case=case, origin=origin)
                for step in world.process.between(self.back_to, self.after)
                if world.belongs(case, step.only_for)
            ]
            pause = world.draws.seconds(f"{origin}/pause", self.pause)[case]
            found += [way[0]._replace(delay=pause), *way[1:]]
        return found

    def place(self, process: Process) -> Place:
        """The first repeated activity and those between."""
        first, *others = [step.activity for step in process.between(self.back_to, self.after)]
        return Place(activity=first, activities=tuple(others))


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfLoop:
    """Fragmented work: the same unit takes the same step up again after days."""

    key: str
    after: str
    share: float
    gap: Duration
    again: float = 0.25
    """Share of the interrupted cases that are interrupted a second time."""
    segment: Segment | None = None

    def visits(self, world: World, case: int) -> list[Visit]:
        """The same step again, once or twice."""
        found: list[Visit] = []
        if not world.belongs(case, self.segment):
            return found
        for round_, share in enumerate((self.share, self.again)):
            origin = f"{self.key}.{round_}"
            if not world.chosen(f"{origin}/share", case=case, share=share):
                break
            gap = world.draws.seconds(f"{origin}/gap", self.gap)[case]
            visit = world.visit(world.process.step(self.after), case=case, origin=origin)
            found.append(visit._replace(delay=gap))
        return found

    def place(self, process: Process) -> Place:
        """The repeated activity."""
        return Place(activity=process.step(self.after).activity)


@dataclass(frozen=True, slots=True, kw_only=True)
class PingPong:
    """Cases bounce between the unit of a step and another unit; each forwards to the other."""

    key: str
    after: str
    partner: str
    """The other unit."""
    activity: str
    """Label of the forwarding, the same on both sides."""
    share: float
    gap: Duration
    most_returns: int = 3
    segment: Segment | None = None

    def visits(self, world: World, case: int) -> list[Visit]:
        """One to `most_returns` full returns, each two forwardings."""
        if not world.belongs(case, self.segment):
            return []
        if not world.chosen(f"{self.key}/share", case=case, share=self.share):
            return []
        drawn = world.draws.uniform(f"{self.key}/returns")[case]
        home = world.process.step(self.after).unit
        found = []
        for bounce in range(2 * (1 + int(drawn * self.most_returns))):
            step = Step(
                key=f"{self.key}.{bounce}",
                activity=self.activity,
                unit=self.partner if bounce % 2 == 0 else home,
                service=FORWARDING_SERVICE,
                transit=self.gap,
            )
            found.append(world.visit(step, case=case, origin=self.key))
        return found

    def place(self, process: Process) -> Place:
        """The forwarding activity and the two units."""
        units = (process.step(self.after).unit, self.partner)
        return Place(activity=self.activity, activities=(self.activity,), units=units)


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequest:
    """Documents are missing: request, long wait for the applicant, reply, the check again."""

    key: str
    after: str
    """The check that finds something missing, and that is done again."""
    request: Step
    reply: Step
    """Its transit is the applicant's time."""
    share: float
    segment: Segment | None = None

    def visits(self, world: World, case: int) -> list[Visit]:
        """Request, reply and the repeated check."""
        if not world.belongs(case, self.segment):
            return []
        if not world.chosen(f"{self.key}/share", case=case, share=self.share):
            return []
        steps = (self.request, self.reply, world.process.step(self.after))
        return [world.visit(step, case=case, origin=self.key) for step in steps]

    def place(self, process: Process) -> Place:
        """The request, with the reply and the repeated check beside it."""
        check = process.step(self.after).activity
        return Place(
            activity=self.request.activity,
            activities=(self.request.activity, self.reply.activity, check),
        )

    def words(self, process: Process) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The names of request and reply."""
        names = {"request_words": (self.request.activity,), "reply_words": (self.reply.activity,)}
        return {"information_request": names}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraStep:
    """A share of otherwise equal cases takes one step more."""

    key: str
    after: str
    step: Step
    share: float
    segment: Segment | None = None

    def visits(self, world: World, case: int) -> list[Visit]:
        """The additional step."""
        if not world.belongs(case, self.segment):
            return []
        if not world.chosen(f"{self.key}/share", case=case, share=self.share):
            return []
        return [world.visit(self.step, case=case, origin=self.key)]

    def place(self, process: Process) -> Place:
        """The additional activity."""
        return Place(activity=self.step.activity)
