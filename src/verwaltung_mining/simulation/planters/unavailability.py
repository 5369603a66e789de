"""A unit is away for some weeks of each year."""

from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.own_unit import WEEKS_PER_YEAR, Absence, ClosedOffice
from verwaltung_mining.simulation.planters.planter import Planter, Spot

LENGTH = 3
"""Weeks of one absence."""


def _weeks(spot: Spot) -> tuple[int, ...]:
    """Two absences half a year apart."""
    begin = int(spot.rng.integers(4, WEEKS_PER_YEAR // 2 - LENGTH))
    halves = (begin, begin + WEEKS_PER_YEAR // 2)
    return tuple(week + k for week in halves for k in range(LENGTH))


def absence(spot: Spot) -> Plant:
    """The unit of the step behind the gap is away twice a year; its size follows."""
    return Absence(key=spot.key, at=spot.behind.key, weeks=_weeks(spot))


def closed_office(spot: Spot) -> tuple[Plant, ...]:
    """The whole office is away twice a year."""
    return (ClosedOffice(key=spot.key, at=spot.behind.key, weeks=_weeks(spot)),)


UNAVAILABILITY = Planter(detector="unavailability", make=absence, decoy=closed_office, ahead=1)
