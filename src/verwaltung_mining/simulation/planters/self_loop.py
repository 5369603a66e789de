"""Work in pieces."""

from verwaltung_mining.simulation.detours import SelfLoop
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import CLOSED_DAYS, Planter, Spot

SELF_LOOP_ROUNDS = 1.25
"""Mean rounds of a case that is interrupted."""


def self_loop(spot: Spot) -> Plant:
    """The step before the gap in pieces."""
    share = spot.share(0.08, 0.16)
    gap = spot.lasting(share * SELF_LOOP_ROUNDS, CLOSED_DAYS)
    return SelfLoop(key=spot.key, after=spot.before.key, share=share, gap=gap)


SELF_LOOP = Planter(detector="self_loop", make=self_loop, first_gap=1, one_sided=True)
