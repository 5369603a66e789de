"""A few files lie forgotten."""

from dataclasses import replace

from verwaltung_mining.simulation.delays import LongWait
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.over_time import ForgottenFiles
from verwaltung_mining.simulation.planters.planter import Planter, Spot

FEWEST, MOST = 0.016, 0.019
"""A few: below the 2 % that the detector looks at."""
HEAVY_SIGMA = 1.2
"""Standard deviation of the logarithm of a heavy-tailed wait."""


def forgotten_files(spot: Spot) -> Plant:
    """In the gap a few cases lie for months."""
    share = spot.share(FEWEST, MOST)
    return ForgottenFiles(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        share=share,
        extra=spot.lasting(share, shape=6.0),
    )


def heavy_for_all(spot: Spot) -> tuple[Plant, ...]:
    """All cases wait in the gap, most of them shortly and some long: one law for everybody."""
    wait = replace(spot.lasting(1.0), sigma=HEAVY_SIGMA)
    return (LongWait(key=spot.key, source=spot.before.key, target=spot.behind.key, wait=wait),)


EXTREME_TAIL = Planter(
    detector="extreme_tail", make=forgotten_files, decoy=heavy_for_all, hint=True
)
