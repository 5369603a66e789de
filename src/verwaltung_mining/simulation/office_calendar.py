"""Working hours as many German town halls keep them."""

from verwaltung_mining.calendar import Calendar, WeeklyHours

WORKING_HOURS = WeeklyHours(
    monday="07:30-16:00",
    tuesday="07:30-16:00",
    wednesday="07:30-16:00",
    thursday="07:30-17:30",
    friday="07:30-13:00",
)
HOURS_PER_WORKING_DAY = 8.2
"""Mean of WORKING_HOURS."""


def office_calendar(land: str) -> Calendar:
    """WORKING_HOURS without the holidays of a Land.

    >>> office_calendar("BY").hours[4]
    ((450, 780),)
    """
    return Calendar(hours=WORKING_HOURS.spans(), zone="Europe/Berlin", land=land)
