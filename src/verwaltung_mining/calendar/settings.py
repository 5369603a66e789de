"""The [calendar] section of the settings."""

import datetime as dt

import msgspec

from verwaltung_mining.calendar.holidays_of_land import holidays_of_land
from verwaltung_mining.calendar.opening_hours import WeeklyHours
from verwaltung_mining.calendar.working_time import FIRST_YEAR, Calendar


class CalendarSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When the office works. Without any entry every hour of every day counts.

    [calendar]
    land = "NW"
    extra_closed = [2025-12-24, 2025-12-31]
    [calendar.hours]
    friday = "08:00-12:30"
    """

    hours: WeeklyHours | None = None
    """Opening hours per weekday, local time; left out beside other entries: Mon-Fri 08:00-17:00."""
    land: str | None = None
    """Land whose holidays are closed ("DE": only nationwide ones); left out: no holidays."""
    catholic: bool = False
    """Whether the holidays of mainly catholic municipalities count as well."""
    extra_closed: tuple[dt.date, ...] = ()
    """Days on which the office is closed besides."""

    def calendar(self, *, zone: str) -> Calendar:
        """The calendar that is declared, in the log's zone. Raises SettingsError.

        >>> CalendarSettings().calendar(zone="Europe/Berlin") == Calendar.always()
        True
        """
        if self == CalendarSettings():
            return Calendar.always()
        if self.land is not None:
            holidays_of_land(
                self.land, catholic=self.catholic, first_year=FIRST_YEAR, last_year=FIRST_YEAR
            )
        return Calendar(
            hours=(self.hours or WeeklyHours()).spans(),
            zone=zone,
            land=self.land,
            catholic=self.catholic,
            closed=frozenset(self.extra_closed),
        )
