"""Two steps wait for each other although either may come first."""

from verwaltung_mining.simulation.either_order import EitherOrder
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import (
    CLOSED_DAYS,
    HOURS_PER_DAY,
    Planter,
    Spot,
)

HALF = 0.5
SHORTER = 0.7
"""The shorter of two such times over their mean: what running side by side saves."""


def either_order(spot: Spot) -> Plant:
    """The steps on both sides of the gap take long, and in half of the cases swap places."""
    return _both(spot, side_by_side=False)


def side_by_side(spot: Spot) -> tuple[Plant, ...]:
    """The same steps run side by side already, so that either ends first."""
    return (_both(spot, side_by_side=True),)


def _both(spot: Spot, *, side_by_side: bool) -> EitherOrder:
    usual = min(spot.before.transit.hours, spot.behind.transit.hours) / HOURS_PER_DAY
    return EitherOrder(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        swapped=HALF,
        extra=spot.lasting(SHORTER, usual + CLOSED_DAYS),
        side_by_side=side_by_side,
    )


PARALLELISABLE_STEPS = Planter(
    detector="parallelisable_steps",
    make=either_order,
    decoy=side_by_side,
    first_gap=1,
    reach=1,
    ahead=1,
    needs_starts=True,
)
