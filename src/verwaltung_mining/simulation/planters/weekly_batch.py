"""A step is done once a week."""

from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.own_unit import FewStaff
from verwaltung_mining.simulation.planters.planter import Planter, Spot
from verwaltung_mining.simulation.releases import WeeklyBatch

BUSY = 0.97


def weekly_batch(spot: Spot) -> Plant:
    """The step behind the gap is done once a week; its size follows from the week."""
    weekday = int(spot.rng.integers(5))
    return WeeklyBatch(key=spot.key, at=spot.behind.key, weekday=weekday, hour=9)


def busy_queue(spot: Spot) -> tuple[Plant, ...]:
    """Many are done one after the other because many wait, in the order in which they came."""
    return (FewStaff(key=spot.key, at=spot.behind.key, utilisation=BUSY),)


WEEKLY_BATCH = Planter(detector="batch_release", make=weekly_batch, decoy=busy_queue, ahead=1)
