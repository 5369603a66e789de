"""It takes longer than before."""

from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.over_time import MixShift, SeasonalPeak, Slowing
from verwaltung_mining.simulation.planters.planter import Planter, Spot
from verwaltung_mining.simulation.process import Segment

EARLIEST, LATEST = 0.4, 0.6
"""The change lies in the middle of the period, so that both sides can be seen."""
PEAK_WEEK = 20.0
"""A log of one year has its peak in the middle; in longer ones it comes back every year."""
PEAK_SHARE = 0.25
GROWING_SHARE = 0.5


def sudden(spot: Spot) -> Plant:
    """From one day on everybody waits longer in the gap."""
    begin = spot.share(EARLIEST, LATEST)
    return Slowing(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        extra=spot.lasting(1 - begin),
        begin=begin,
    )


def gradual(spot: Spot) -> Plant:
    """The gap grows steadily from the first day to the last."""
    return Slowing(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        extra=spot.lasting(1.0),
        begin=0.0,
        gradual=True,
    )


def peak_or_mix(spot: Spot) -> tuple[Plant, ...]:
    """A season that comes back, or a case type that takes longer and becomes more frequent."""
    if spot.rng.random() < 0.5:
        return (
            SeasonalPeak(
                key=spot.key,
                source=spot.before.key,
                target=spot.behind.key,
                extra=spot.lasting(PEAK_SHARE),
                week=PEAK_WEEK,
            ),
        )
    kind = next(a for a in spot.process.attributes if a.role == "case_type")
    growing, *others = (label for label, _ in kind.shares)
    return (
        MixShift(
            key=spot.key,
            source=spot.before.key,
            target=spot.behind.key,
            segment=Segment(attribute=kind.name, values=(growing,)),
            extra=spot.lasting(GROWING_SHARE),
            others=tuple(others),
        ),
    )


SLOWDOWN = Planter(detector="slowdown", make=sudden, decoy=peak_or_mix)
SLOWDOWN_TREND = Planter(detector="slowdown", make=gradual, decoy=peak_or_mix, one_sided=True)
