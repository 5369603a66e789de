"""A group of cases misses its deadline."""

from verwaltung_mining.simulation.deadlines import DeadlineDriver
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.planters.groups import a_group
from verwaltung_mining.simulation.planters.planter import Planter, Spot, mean_case_days
from verwaltung_mining.simulation.process import Duration, Segment

ROOM = 1.2
"""Deadline as a multiple of the mean case time without plants: most cases keep it."""
LESS = 0.3
"""Part of that time by which the deadline of a decoy's group comes earlier."""
NO_TIME = Duration(hours=0.0)


def deadline_driver(spot: Spot) -> Plant:
    """All cases have equally long; one value of channel or district waits longer in the gap."""
    segment, share = a_group(spot)
    return _deadlines(spot, segment, extra=spot.lasting(share), more_days=0)


def earlier_deadline(spot: Spot) -> tuple[Plant, ...]:
    """The group is as fast as the others; it misses its deadline because that comes earlier."""
    segment, _ = a_group(spot)
    return (_deadlines(spot, segment, extra=NO_TIME, more_days=-round(LESS * _days(spot))),)


def _deadlines(spot: Spot, segment: Segment, *, extra: Duration, more_days: int) -> Plant:
    return DeadlineDriver(
        key=spot.key,
        source=spot.before.key,
        target=spot.behind.key,
        segment=segment,
        extra=extra,
        allowed_days=round(_days(spot)),
        more_days=more_days,
    )


def _days(spot: Spot) -> float:
    return ROOM * mean_case_days(spot.process)


DEADLINE_DRIVER = Planter(
    detector="deadline_driver", make=deadline_driver, decoy=earlier_deadline, saves_time=False
)
