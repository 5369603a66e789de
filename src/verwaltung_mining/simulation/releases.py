"""Planted rules that collect cases: nobody works on them before the next release."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from verwaltung_mining.simulation.office_time import instants
from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import Process
from verwaltung_mining.simulation.visits import Visit, World

MINUTES_PER_HOUR = 60
SECONDS_PER_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyBatch:
    """A step is done once a week: on a weekday (Monday is 0) from an hour on.

    Where that day is closed, the release moves to the next open day.
    """

    key: str
    at: str
    weekday: int
    hour: int

    def releases(self, process: Process, *, last_year: int) -> list[int]:
        """All release instants, sorted."""
        days = [day for day in _days(process, last_year) if day.weekday() == self.weekday]
        moved = [_next_open(day, process) for day in days]
        return _at_hour(moved, self.hour, process)

    def place(self, process: Process) -> Place:
        """The collected activity."""
        return Place(activity=process.step(self.at).activity)


@dataclass(frozen=True, slots=True, kw_only=True)
class NightlyBatch:
    """A step waits for the list of the night and is done when the office opens next."""

    key: str
    at: str
    hour: int

    def releases(self, process: Process, *, last_year: int) -> list[int]:
        """All release instants, sorted."""
        return _at_hour(_days(process, last_year), self.hour, process)

    def place(self, process: Process) -> Place:
        """The collected activity."""
        return Place(activity=process.step(self.at).activity)


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedDate:
    """Each case gets its date when it arrives, and the step is not done before it.

    What is gained before the date is waited for at the date: it swallows local gains. A board that
    merely meets in a rhythm does not: who is ready earlier catches an earlier meeting.
    """

    key: str
    at: str
    days: float
    """From the arrival to the date."""

    def rerouted(self, world: World, case: int, way: Sequence[Visit]) -> Sequence[Visit]:
        """The way with the step bound to the date."""
        date = world.arrivals[case] + round(self.days * SECONDS_PER_DAY)
        return [v._replace(earliest=date) if v.step == self.at else v for v in way]

    def place(self, process: Process) -> Place:
        """The step that has the date."""
        return Place(activity=process.step(self.at).activity)


def _days(process: Process, last_year: int) -> list[dt.date]:
    first, last = process.first_day, dt.date(last_year, 12, 1)
    return [first + dt.timedelta(days=n) for n in range((last - first).days)]


def _next_open(day: dt.date, process: Process) -> dt.date:
    while not process.calendar.opening(day):
        day += dt.timedelta(days=1)
    return day


def _at_hour(days: list[dt.date], hour: int, process: Process) -> list[int]:
    return instants([(day, hour * MINUTES_PER_HOUR) for day in days], zone=process.calendar.zone)
