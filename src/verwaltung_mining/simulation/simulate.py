"""Simulated event logs, and what removing each planted problem would truly save."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from verwaltung_mining.eventlog.schema import INSTANT
from verwaltung_mining.simulation.draws import SECONDS_PER_HOUR, Draws
from verwaltung_mining.simulation.office_time import OfficeTime, office_time
from verwaltung_mining.simulation.process import Process
from verwaltung_mining.simulation.queues import Done, serve
from verwaltung_mining.simulation.releases import Release
from verwaltung_mining.simulation.routes import Plant, Route, check_plants, route
from verwaltung_mining.simulation.visits import open_world

SECONDS_PER_DAY = 24 * SECONDS_PER_HOUR
MICROSECONDS = 1_000_000
WORKING_DAYS_PER_YEAR = 230
"""Fewer than in any Land, so that the calendar reaches beyond the last arrival."""
YEARS_TO_FINISH = 6
"""How long after the last arrival the calendar still covers; queues must have drained by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a planted problem truly costs: all plants in place against all but this one."""

    saved_case_days: float
    affected_cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One simulated history."""

    routes: list[Route]
    done: list[Done]
    values: Mapping[str, list[str]]


def simulate(
    process: Process, plants: Sequence[Plant] = (), *, seed: int, cases: int
) -> pl.DataFrame:
    """The event log of `cases` cases, all of them finished.

    One row per activity instance, sorted by case and order in the case: case_id, activity, start,
    timestamp (completion; both Datetime[us] UTC), person, org_unit and one column per case
    attribute. `person` is null in units without staff.
    """
    run = _run(process, tuple(plants), seed=seed, cases=cases)
    rows = sorted(run.done)
    visits = [run.routes[row.case].visits[row.position] for row in rows]
    order = [row.case for row in rows]
    columns = {
        "case_id": [f"{case + 1:06d}" for case in order],
        "activity": [visit.activity for visit in visits],
        "start": _instants([row.start for row in rows]),
        "timestamp": _instants([row.end for row in rows]),
        "person": [None if row.person is None else f"P{row.person + 1:03d}" for row in rows],
        "org_unit": [visit.unit for visit in visits],
    }
    attributes = {name: [of[case] for case in order] for name, of in run.values.items()}
    return pl.DataFrame(columns | attributes, schema_overrides={"person": pl.String})


def true_effects(
    process: Process,
    plants: Sequence[Plant],
    *,
    seed: int,
    cases: int,
    counted: frozenset[int] | None = None,
) -> dict[Plant, Effect]:
    """What each plant costs, the others kept; a plant that helps has a negative saving.

    Case time runs from a case's first start to its last completion. `counted` restricts the sums
    to cases by number (0 is the first to arrive), such as those finished before an export.
    """
    chosen = range(cases) if counted is None else sorted(counted)
    full = _run(process, tuple(plants), seed=seed, cases=cases)
    total = _total_case_days(full, chosen)
    found: dict[Plant, Effect] = {}
    for plant in plants:
        others = tuple(other for other in plants if other != plant)
        without = _run(process, others, seed=seed, cases=cases)
        found[plant] = Effect(
            saved_case_days=total - _total_case_days(without, chosen),
            affected_cases=sum(plant.key in full.routes[case].touched for case in chosen),
        )
    return found


def saved_case_days(
    process: Process,
    before: Sequence[Plant],
    after: Sequence[Plant],
    *,
    seed: int,
    cases: int,
    counted: frozenset[int] | None = None,
) -> float:
    """Total case time with the plants `before` minus that with the plants `after`."""
    chosen = range(cases) if counted is None else sorted(counted)
    first, second = (
        _total_case_days(_run(process, tuple(plants), seed=seed, cases=cases), chosen)
        for plants in (before, after)
    )
    return first - second


def _run(process: Process, plants: tuple[Plant, ...], *, seed: int, cases: int) -> _Run:
    check_plants(process, plants)
    world = open_world(process, seed=seed, cases=cases)
    routes = [route(world, plants, case) for case in range(cases)]
    years = cases / process.arrivals_per_working_day / WORKING_DAYS_PER_YEAR
    last_year = process.first_day.year + int(years) + YEARS_TO_FINISH
    office = office_time(process.calendar, first_day=process.first_day, last_year=last_year)
    done = serve(
        _arrivals(process, world.draws, office),
        [way.visits for way in routes],
        units=process.units,
        office=office,
        releases={
            plant.key: plant.releases(process, last_year=last_year)
            for plant in plants
            if isinstance(plant, Release)
        },
    )
    return _Run(routes=routes, done=done, values=world.values)


def _arrivals(process: Process, draws: Draws, office: OfficeTime) -> list[int]:
    """Arrivals as a Poisson process of the open hours."""
    gap = office.seconds_per_day / process.arrivals_per_working_day
    gaps = draws.stream("arrivals").exponential(gap, draws.cases)
    return [office.after(int(passed)) for passed in np.cumsum(gaps)]


def _total_case_days(run: _Run, chosen: Iterable[int]) -> float:
    first, last = [0] * len(run.routes), [0] * len(run.routes)
    for row in run.done:
        if row.position == 0:
            first[row.case] = row.start
        last[row.case] = max(last[row.case], row.end)
    return sum(last[case] - first[case] for case in chosen) / SECONDS_PER_DAY


def _instants(seconds: list[int]) -> pl.Series:
    return (pl.Series(seconds, dtype=pl.Int64) * MICROSECONDS).cast(INSTANT)
