"""Everybody waits."""

from verwaltung_mining.simulation.delays import LongWait
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import Planter, Spot


def long_wait(spot: Spot) -> Plant:
    """All cases wait in the gap."""
    return LongWait(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        wait=spot.lasting(1.0, shape=4.0),
    )


LONG_WAIT = Planter(detector="unexplained_wait", make=long_wait, least=0.1, most=0.15)
