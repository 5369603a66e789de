"""A check that ends many cases comes after long work."""

from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.knock_outs import KnockOut
from verwaltung_mining.simulation.planters.planter import (
    CLOSED_DAYS,
    HOURS_PER_DAY,
    SHORT,
    Planter,
    Spot,
)
from verwaltung_mining.simulation.process import Duration, Step

SOME = 0.2
"""Share of the cases that show that the check may come first."""
ALL = 1.0


def late_check(spot: Spot) -> Plant:
    """The step before the gap ends a quarter of the cases, mostly after the work before it."""
    return _knock_out(spot, early=SOME)


def early_check(spot: Spot) -> tuple[Plant, ...]:
    """The same check always comes before the work."""
    return (_knock_out(spot, early=ALL),)


def _knock_out(spot: Spot, *, early: float) -> KnockOut:
    share = spot.share(0.25, 0.4)
    work = spot.process.steps[spot.gap - 1]
    rejection = Step(
        key="rejection",
        activity=spot.labels[0],
        unit=spot.before.unit,
        service=SHORT,
        transit=Duration(hours=HOURS_PER_DAY),
    )
    usual = work.transit.hours / HOURS_PER_DAY + CLOSED_DAYS
    return KnockOut(
        key=spot.key,
        source=work.key,
        target=spot.before.key,
        rejection=rejection,
        share=share,
        early=early,
        extra=spot.lasting(share * (1 - SOME), usual),
    )


LATE_KNOCK_OUT = Planter(
    detector="late_knock_out", make=late_check, decoy=early_check, first_gap=2, reach=2
)
