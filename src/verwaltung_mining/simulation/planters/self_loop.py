"""Work in pieces."""

from verwaltung_mining.simulation.detours import SelfLoop
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.planter import CLOSED_DAYS, Planter, Spot
from verwaltung_mining.simulation.process import Duration

SELF_LOOP_ROUNDS = 1.25
"""Mean rounds of a case that is interrupted."""
OVERNIGHT = Duration(hours=14.0, shape=8.0)


def self_loop(spot: Spot) -> Plant:
    """The step before the gap in pieces."""
    share = spot.share(0.08, 0.16)
    gap = spot.lasting(share * SELF_LOOP_ROUNDS, CLOSED_DAYS)
    return SelfLoop(key=spot.key, after=spot.before.key, share=share, gap=gap)


def next_day(spot: Spot) -> tuple[Plant, ...]:
    """The step is gone on with on the next working day: two sittings, and nobody waits long."""
    return (
        SelfLoop(key=spot.key, after=spot.before.key, share=spot.share(0.2, 0.4), gap=OVERNIGHT),
    )


SELF_LOOP = Planter(
    detector="self_loop", make=self_loop, decoy=next_day, first_gap=1, one_sided=True
)
