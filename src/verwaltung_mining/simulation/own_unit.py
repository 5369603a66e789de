"""A step that a unit of its own does: its load, absences and order of work are nobody else's."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verwaltung_mining.calendar.working_time import Calendar
from verwaltung_mining.simulation.office_calendar import HOURS_PER_WORKING_DAY
from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import Duration, Order, Process, Segment, Unit
from verwaltung_mining.simulation.visits import Visit, World

OWN_UNIT = "Fachstelle"
STAFF = 6
PLENTY = 60
"""People with whom nobody waits."""
WEEKS_PER_YEAR = 52
YEARS = 8
SERVICE_SHAPE = 4.0
AT_ONCE = Duration(hours=0.0)
"""The file lies with the unit as soon as the step before is done: without that nobody can tell who
came first."""


def with_own_unit(
    process: Process,
    at: str,
    *,
    key: str,
    utilisation: float,
    staff: int = STAFF,
    calendar: Calendar | None = None,
    order: Order = "first come",
    transit: Duration | None = None,
) -> Process:
    """The process with the step in a unit whose work fills this share of STAFF people.

    `transit` is the way of the file to the unit, where it is another one than before.
    """
    name = f"{OWN_UNIT} {key}"
    hours = utilisation * STAFF * HOURS_PER_WORKING_DAY / process.arrivals_per_working_day
    service = Duration(hours=round(hours, 2), shape=SERVICE_SHAPE)
    steps = (
        replace(s, unit=name, service=service, transit=transit or s.transit) if s.key == at else s
        for s in process.steps
    )
    unit = Unit(name=name, staff=staff, calendar=calendar, order=order)
    return replace(process, steps=tuple(steps), units=(*process.units, unit))


@dataclass(frozen=True, slots=True, kw_only=True)
class FewStaff:
    """A unit whose work fills nearly all the time of its people; mended, there are enough."""

    key: str
    at: str
    utilisation: float
    staff: int = STAFF

    def changed(self, process: Process) -> Process:
        """The step in its busy unit."""
        return with_own_unit(
            process, self.at, key=self.key, utilisation=self.utilisation, staff=self.staff
        )

    @property
    def mended(self) -> "tuple[FewStaff, ...]":
        """The same work with plenty of people."""
        return (replace(self, staff=PLENTY),)

    def place(self, process: Process) -> Place:
        """The step."""
        return Place(activity=process.step(self.at).activity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A unit that does not work in some weeks of each year; mended, it always does."""

    key: str
    at: str
    weeks: tuple[int, ...]
    """Of each year of 52 weeks, counted from the first day; empty where it is always there."""
    utilisation: float = 0.5

    def changed(self, process: Process) -> Process:
        """The step in its unit with absences."""
        return with_own_unit(
            process,
            self.at,
            key=self.key,
            utilisation=self.utilisation,
            calendar=closed_in(process, self.weeks),
        )

    @property
    def mended(self) -> "tuple[Absence, ...]":
        """The same unit without absences."""
        return (replace(self, weeks=()),)

    def place(self, process: Process) -> Place:
        """The step."""
        return Place(activity=process.step(self.at).activity)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedOffice:
    """The whole office is closed in some weeks of each year: nobody lacks at a single step."""

    key: str
    at: str
    weeks: tuple[int, ...]

    def changed(self, process: Process) -> Process:
        """The process with the closing weeks in its calendar."""
        return replace(process, calendar=closed_in(process, self.weeks))

    def place(self, process: Process) -> Place:
        """The step."""
        return Place(activity=process.step(self.at).activity)


def closed_in(process: Process, weeks: Sequence[int]) -> Calendar:
    """The calendar of the process without these weeks of each year."""
    days = (
        process.first_day + dt.timedelta(weeks=WEEKS_PER_YEAR * year + week, days=day)
        for year in range(YEARS)
        for week in weeks
        for day in range(7)
    )
    return replace(process.calendar, closed=process.calendar.closed | frozenset(days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A busy unit that takes the newest case first; mended, the oldest. No time is saved."""

    key: str
    at: str
    utilisation: float
    order: Order = "last come"

    def changed(self, process: Process) -> Process:
        """The step in a unit with this order."""
        return with_own_unit(
            process,
            self.at,
            key=self.key,
            utilisation=self.utilisation,
            order=self.order,
            transit=AT_ONCE,
        )

    @property
    def mended(self) -> "tuple[Stack, ...]":
        """The same unit, the oldest case first."""
        return (replace(self, order="first come"),)

    def place(self, process: Process) -> Place:
        """The step."""
        return Place(activity=process.step(self.at).activity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Express:
    """A busy unit that takes the cases of one kind first, as a rule says."""

    key: str
    at: str
    utilisation: float
    segment: Segment

    def changed(self, process: Process) -> Process:
        """The step in a unit that takes the most urgent first."""
        return with_own_unit(
            process,
            self.at,
            key=self.key,
            utilisation=self.utilisation,
            order="urgent",
            transit=AT_ONCE,
        )

    def rerouted(self, world: World, case: int, way: Sequence[Visit]) -> Sequence[Visit]:
        """The same way, urgent at the step for the kind."""
        if not world.belongs(case, self.segment):
            return way
        return tuple(v._replace(urgency=1) if v.step == self.at else v for v in way)

    def place(self, process: Process) -> Place:
        """The step."""
        return Place(activity=process.step(self.at).activity)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAct:
    """A short act on what the night and the post have brought; nothing is collected for it."""

    key: str
    at: str
    service: Duration
    transit: Duration

    def changed(self, process: Process) -> Process:
        """The step, short and at hand by the next day."""
        steps = (
            replace(s, service=self.service, transit=self.transit) if s.key == self.at else s
            for s in process.steps
        )
        return replace(process, steps=tuple(steps))

    def place(self, process: Process) -> Place:
        """The step."""
        return Place(activity=process.step(self.at).activity)
