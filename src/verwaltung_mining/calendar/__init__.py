"""When an office works, and how much working time lies between two stamps."""

from verwaltung_mining.calendar.opening_hours import WeeklyHours
from verwaltung_mining.calendar.settings import CalendarSettings
from verwaltung_mining.calendar.working_time import Calendar

__all__ = ["Calendar", "CalendarSettings", "WeeklyHours"]
