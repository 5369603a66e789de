"""Cases bounce between two units."""

from verwaltung_mining.simulation.detours import PingPong
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import CLOSED_DAYS, Planter, Spot

MEAN_BOUNCES = 4


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


PING_PONG = Planter(detector="ping_pong", make=ping_pong, same_unit=False)
