"""Cases go back."""

from verwaltung_mining.simulation.detours import ReturnLoop
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import CLOSED_DAYS, HOURS_PER_DAY, Planter, Spot

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


RETURN_LOOP = Planter(detector="return_loop", make=return_loop, first_gap=2, reach=1)
