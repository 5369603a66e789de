"""A unit has more to do than its people manage in time."""

from verwaltung_mining.simulation.delays import LongWait
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.own_unit import FewStaff
from verwaltung_mining.simulation.planters.planter import Planter, Spot


def few_staff(spot: Spot) -> Plant:
    """The step behind the gap in a unit with nearly all its time filled; its size follows."""
    utilisation = round(float(spot.rng.uniform(0.9, 0.97)), 3)
    return FewStaff(key=spot.key, at=spot.behind.key, utilisation=utilisation)


def slow_way(spot: Spot) -> tuple[Plant, ...]:
    """Everybody waits long for the step behind the gap, however much lies there."""
    wait = spot.lasting(1.0)
    return (LongWait(key=spot.key, source=spot.before.key, target=spot.behind.key, wait=wait),)


OVERLOAD = Planter(
    detector="overload",
    make=few_staff,
    decoy=slow_way,
    ahead=1,
    needs_starts=True,
    one_sided=True,
)
