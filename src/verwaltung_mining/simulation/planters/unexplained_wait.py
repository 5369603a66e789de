"""Everybody waits."""

from verwaltung_mining.simulation.delays import LongWait
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import Planter, Spot
from verwaltung_mining.simulation.releases import WeeklyBatch


def long_wait(spot: Spot) -> Plant:
    """All cases wait in the gap."""
    return LongWait(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        wait=spot.lasting(1.0, shape=4.0),
    )


def explained_wait(spot: Spot) -> tuple[Plant, ...]:
    """A step that is done once a week: the wait before it has a cause that the log shows."""
    return (WeeklyBatch(key=spot.key, at=spot.behind.key, weekday=2, hour=9),)


LONG_WAIT = Planter(
    detector="unexplained_wait",
    make=long_wait,
    decoy=explained_wait,
    least=0.1,
    most=0.15,
    hint=True,
)
