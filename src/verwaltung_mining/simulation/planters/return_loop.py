"""Cases go back."""

from verwaltung_mining.simulation.by_design import AgainByDesign
from verwaltung_mining.simulation.detours import ReturnLoop
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import (
    CLOSED_DAYS,
    HOURS_PER_DAY,
    SHORT,
    Planter,
    Spot,
)
from verwaltung_mining.simulation.process import Step

LOOP_ROUNDS = 1.15
"""Mean rounds of a case that goes back."""


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


def second_look(spot: Spot) -> tuple[Plant, ...]:
    """Every case passes a step a second time, later on the way: it is laid out so."""
    first = spot.process.steps[spot.gap - 1]
    again = Step(
        key="again",
        activity=first.activity,
        unit=first.unit,
        service=SHORT,
        transit=spot.lasting(1.0),
    )
    return (
        AgainByDesign(key=spot.key, after=spot.before.key, steps=(again,), named=first.activity),
    )


RETURN_LOOP = Planter(
    detector="return_loop", make=return_loop, decoy=second_look, first_gap=2, reach=1
)
