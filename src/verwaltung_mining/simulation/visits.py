"""One case's way through the units, before anybody knows when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from verwaltung_mining.simulation.draws import Draws, Floats
from verwaltung_mining.simulation.office_time import OfficeTime, office_time
from verwaltung_mining.simulation.process import CaseAttribute, Process, Segment, Step, Unit

WORKING_DAYS_PER_YEAR = 230
"""Fewer than in any Land, so that the calendar reaches beyond the last arrival."""
YEARS_TO_FINISH = 6
"""How long after the last arrival the calendar still covers; queues must have drained by then."""


class Visit(NamedTuple):
    """One planned activity instance of a case; times in seconds."""

    step: str
    """Key of the step; a plant's own steps have keys of their own."""
    origin: str
    """Empty on the main route, else the plant and round that made the visit."""
    activity: str
    unit: str
    service: int
    delay: int
    """Calendar time between the end of the visit before and readiness for this one."""
    release: str | None = None
    """Key of the plant whose next release the case waits for."""
    branch: int | None = None
    """As in `Step`."""
    urgency: int = 0
    """Where a unit takes the most urgent first."""
    earliest: int = 0
    """Instant before which it cannot be done; seconds since 1970 UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a plant may look at: the process, the draws and the cases' attribute values."""

    process: Process
    draws: Draws
    values: Mapping[str, list[str]]
    """Attribute → value per case."""
    arrivals: list[int]
    """Instant of each case's arrival; seconds since 1970 UTC."""

    def visit(self, step: Step, *, case: int, origin: str = "") -> Visit:
        """The visit of a step; its draws hang on the step and on who caused the visit."""
        name = f"{origin}/{step.key}"
        waits = self.draws.work_seconds if self.process.complexity_decides else self.draws.seconds
        return Visit(
            step=step.key,
            origin=origin,
            activity=step.activity,
            unit=step.unit,
            service=self.draws.work_seconds(f"{name}/service", step.service)[case],
            delay=waits(f"{name}/transit", step.transit)[case],
            branch=step.branch,
        )

    def belongs(self, case: int, segment: Segment | None) -> bool:
        """Whether the case lies in the segment; every case lies in no segment at all."""
        return segment is None or self.values[segment.attribute][case] in segment.values

    def chosen(self, name: str, *, case: int, share: float) -> bool:
        """Whether the case is one of the share that the draw of this name picks."""
        if self.process.complexity_decides:
            share *= float(self.draws.complexity[case])
        return self.draws.uniform(name)[case] < share


def open_world(process: Process, *, seed: int, cases: int) -> World:
    """The cases with their arrivals and attribute values, drawn independently of each other."""
    draws = Draws(seed=seed, cases=cases, complexity_spread=process.complexity_spread)
    values = {a.name: _values(draws, a) for a in process.attributes if a.shares}
    return World(process=process, draws=draws, values=values, arrivals=_arrivals(process, draws))


def office_of(process: Process, cases: int, *, unit: Unit | None = None) -> OfficeTime:
    """The openings, of one unit or of the process, until everything is done."""
    calendar = unit.calendar if unit and unit.calendar else process.calendar
    return office_time(
        calendar, first_day=process.first_day, last_year=last_year_of(process, cases)
    )


def last_year_of(process: Process, cases: int) -> int:
    """The last year that the openings must cover."""
    years = cases / process.arrivals_per_working_day / WORKING_DAYS_PER_YEAR
    return process.first_day.year + int(years) + YEARS_TO_FINISH


def _arrivals(process: Process, draws: Draws) -> list[int]:
    """Arrivals as a Poisson process of the open hours, denser and sparser with the season."""
    office = office_of(process, draws.cases)
    gap = office.seconds_per_day / process.arrivals_per_working_day
    gaps = draws.stream("arrivals").exponential(gap, draws.cases)
    if process.season:
        gaps = _seasonal(gaps, process.season, office.seconds_per_day * WORKING_DAYS_PER_YEAR)
    return [office.after(int(passed)) for passed in np.cumsum(gaps)]


def _seasonal(gaps: Floats, swing: float, year: float) -> Floats:
    """Gaps shortened at the height of the year and stretched in its trough."""
    passed, stretched = 0.0, []
    for gap in gaps.tolist():
        stretched.append(gap / (1 + swing * np.sin(2 * np.pi * passed / year)))
        passed += stretched[-1]
    return np.asarray(stretched)


def _values(draws: Draws, attribute: CaseAttribute) -> list[str]:
    labels = [label for label, _ in attribute.shares]
    bounds = np.cumsum([share for _, share in attribute.shares])
    drawn = np.asarray(draws.uniform(f"attribute/{attribute.name}")) * bounds[-1]
    return [labels[index] for index in np.searchsorted(bounds, drawn, side="right")]
