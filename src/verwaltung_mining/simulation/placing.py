"""Where a random plant may stand, and how large it must be to cost a share of all case time."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from verwaltung_mining.simulation.delays import HandoverDelay, LongWait, SlowTransition
from verwaltung_mining.simulation.detours import (
    ExtraStep,
    InformationRequest,
    PingPong,
    ReturnLoop,
    SelfLoop,
)
from verwaltung_mining.simulation.process import Duration, Process, Segment, Step
from verwaltung_mining.simulation.releases import WeeklyBatch
from verwaltung_mining.simulation.routes import Plant

HOURS_PER_DAY = 24
CLOSED_DAYS = 0.8
"""Mean days that nights, weekends and queues add to a step (measured on plain scenarios)."""
SHORTEST_DAYS = 0.5
MEAN_BOUNCES = 4
LOOP_ROUNDS = 1.15
SELF_LOOP_ROUNDS = 1.25
SHORT = Duration(hours=0.3, shape=4.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """What a planter may use: a gap between two steps, a target size and fresh labels."""

    process: Process
    gap: int
    """Number of the step before the gap."""
    days: float
    """Mean days per case, over all cases, that the plant shall cost."""
    rng: np.random.Generator
    labels: tuple[str, str]

    @property
    def before(self) -> Step:
        """The step before the gap."""
        return self.process.steps[self.gap]

    @property
    def behind(self) -> Step:
        """The step after the gap."""
        return self.process.steps[self.gap + 1]

    @property
    def key(self) -> str:
        """Identity of the plant's draws."""
        return f"plant{self.gap}"

    def share(self, low: float, high: float) -> float:
        """A random share of cases."""
        return round(float(self.rng.uniform(low, high)), 3)

    def lasting(self, share: float, other_days: float = 0.0, shape: float = 2.0) -> Duration:
        """The time per affected case that makes up the target size, `other_days` already spent."""
        days = max(SHORTEST_DAYS, self.days / share - other_days)
        return Duration(hours=round(days * HOURS_PER_DAY, 1), shape=shape)


def return_loop(spot: Spot) -> Plant:
    """A return from the step before the gap to the step before that."""
    share = spot.share(0.12, 0.25)
    first = spot.process.steps[spot.gap - 1]
    way = spot.before.transit.hours / HOURS_PER_DAY + 2 * CLOSED_DAYS
    return ReturnLoop(
        key=spot.key,
        after=spot.before.key,
        back_to=first.key,
        share=share,
        pause=spot.lasting(share * LOOP_ROUNDS, way),
    )


def self_loop(spot: Spot) -> Plant:
    """The step before the gap in pieces."""
    share = spot.share(0.08, 0.16)
    gap = spot.lasting(share * SELF_LOOP_ROUNDS, CLOSED_DAYS)
    return SelfLoop(key=spot.key, after=spot.before.key, share=share, gap=gap)


def ping_pong(spot: Spot) -> Plant:
    """Bounces between the units on both sides of the gap."""
    share = spot.share(0.12, 0.25)
    return PingPong(
        key=spot.key,
        after=spot.before.key,
        partner=spot.behind.unit,
        activity=spot.labels[0],
        share=share,
        gap=spot.lasting(share * MEAN_BOUNCES, CLOSED_DAYS),
    )


def information_request(spot: Spot) -> Plant:
    """Missing documents found by the step before the gap."""
    share = spot.share(0.12, 0.22)
    usual = spot.before.transit
    unit = spot.before.unit
    other = 2 * usual.hours / HOURS_PER_DAY + 3 * CLOSED_DAYS
    wait = spot.lasting(share, other)
    request, reply = spot.labels
    return InformationRequest(
        key=spot.key,
        after=spot.before.key,
        request=Step(key="request", activity=request, unit=unit, service=SHORT, transit=usual),
        reply=Step(key="reply", activity=reply, unit=unit, service=SHORT, transit=wait),
        share=share,
    )


def extra_step(spot: Spot) -> Plant:
    """One step more in the gap, in the unit before it."""
    share = spot.share(0.25, 0.5)
    step = Step(
        key="extra",
        activity=spot.labels[0],
        unit=spot.before.unit,
        service=SHORT,
        transit=spot.lasting(share, CLOSED_DAYS),
    )
    return ExtraStep(key=spot.key, after=spot.before.key, step=step, share=share)


def slow_transition(spot: Spot) -> Plant:
    """The gap is longer for one value of channel or district."""
    candidates = [a for a in spot.process.attributes if a.role != "case_type"]
    attribute = candidates[int(spot.rng.integers(len(candidates)))]
    value, share = attribute.shares[int(spot.rng.integers(len(attribute.shares)))]
    return SlowTransition(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        segment=Segment(attribute=attribute.name, values=(value,)),
        extra=spot.lasting(share),
    )


def handover_delay(spot: Spot) -> Plant:
    """A share of the cases changes the unit in the gap and waits longer."""
    share = spot.share(0.25, 0.45)
    others = [unit.name for unit in spot.process.units if unit.name != spot.behind.unit]
    return HandoverDelay(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        unit=others[int(spot.rng.integers(len(others)))],
        share=share,
        extra=spot.lasting(share),
    )


def long_wait(spot: Spot) -> Plant:
    """All cases wait in the gap."""
    return LongWait(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        wait=spot.lasting(1.0, shape=4.0),
    )


def weekly_batch(spot: Spot) -> Plant:
    """The step behind the gap is done once a week; its size follows from the week."""
    weekday = int(spot.rng.integers(5))
    return WeeklyBatch(key=spot.key, at=spot.behind.key, weekday=weekday, hour=9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planter:
    """A kind of plant: how to make it, where it fits, the share of case time it shall cost."""

    make: Callable[[Spot], Plant]
    same_unit: bool | None = None
    """Whether the steps on both sides of the gap must belong to one unit; None: either."""
    first_gap: int = 0
    reach: int = 0
    """How many gaps before its own the plant occupies as well."""
    ahead: int = 0
    """How many gaps behind its own the plant occupies as well."""
    least: float = 0.04
    most: float = 0.1

    def occupied(self, gap: int, gaps: int) -> set[int]:
        """The gaps that the plant takes for itself, of all `gaps` that there are."""
        return set(range(gap - self.reach, min(gap + self.ahead, gaps - 1) + 1))


PLANTERS = (
    Planter(make=return_loop, first_gap=2, reach=1),
    Planter(make=self_loop, first_gap=1),
    Planter(make=ping_pong, same_unit=False),
    Planter(make=information_request, first_gap=1, least=0.06),
    Planter(make=extra_step),
    Planter(make=slow_transition),
    Planter(make=handover_delay, same_unit=True),
    Planter(make=long_wait, least=0.1, most=0.15),
    Planter(make=weekly_batch, ahead=1),
)
