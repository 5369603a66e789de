"""Simulated event logs, and what removing each planted problem would truly save."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from verwaltung_mining.eventlog.schema import INSTANT
from verwaltung_mining.simulation.draws import SECONDS_PER_HOUR
from verwaltung_mining.simulation.hooks import Hooks, Mendable, Plant, changed_by, check_plants
from verwaltung_mining.simulation.process import Process
from verwaltung_mining.simulation.queues import Done, serve
from verwaltung_mining.simulation.routes import Route, routes
from verwaltung_mining.simulation.visits import last_year_of, office_of, open_world

SECONDS_PER_DAY = 24 * SECONDS_PER_HOUR
MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a planted problem truly costs: all plants in place against all but this one."""

    saved_case_days: float
    affected_cases: int
    touched: frozenset[int] = frozenset()
    """Numbers of the cases whose way it changed; empty where it changes the office."""


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
    kept: Sequence[Plant] = (),
) -> dict[Plant, Effect]:
    """What each plant costs, the others kept; a plant that helps has a negative saving.

    Case time runs from a case's first start to its last completion. `counted` restricts the sums
    to cases by number (0 is the first to arrive), such as those finished before an export. `kept`
    are plants that stay in place throughout and are not asked about.
    """
    chosen = range(cases) if counted is None else sorted(counted)
    every = (*kept, *plants)
    full = _run(process, every, seed=seed, cases=cases)
    spans = _case_seconds(full)
    found: dict[Plant, Effect] = {}
    for plant in plants:
        without = _run(process, mended(every, plant), seed=seed, cases=cases)
        mended_spans = _case_seconds(without)
        found[plant] = Effect(
            saved_case_days=sum(spans[case] - mended_spans[case] for case in chosen)
            / SECONDS_PER_DAY,
            affected_cases=_affected(full, plant, spans, mended_spans, chosen),
            touched=frozenset(case for case in chosen if plant.key in full.routes[case].touched),
        )
    return found


def mended(plants: Sequence[Plant], plant: Plant) -> tuple[Plant, ...]:
    """The plants without one of them, or with what stands in its stead when it is mended."""
    instead = plant.mended if isinstance(plant, Mendable) else ()
    return tuple(p for other in plants for p in (instead if other == plant else (other,)))


def _affected(
    full: _Run, plant: Plant, with_it: list[int], without: list[int], chosen: Iterable[int]
) -> int:
    """Cases whose way it changed; where it changes the office, cases that it made longer."""
    touched = sum(plant.key in full.routes[case].touched for case in chosen)
    return touched or sum(with_it[case] > without[case] for case in chosen)


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
        _total_case_seconds(_run(process, tuple(plants), seed=seed, cases=cases), chosen)
        for plants in (before, after)
    )
    return (first - second) / SECONDS_PER_DAY


def _run(process: Process, plants: tuple[Plant, ...], *, seed: int, cases: int) -> _Run:
    check_plants(process, plants)
    process = changed_by(process, plants)
    world = open_world(process, seed=seed, cases=cases)
    hooks = Hooks.of(plants)
    for plant in hooks.valuing:
        world = replace(world, values={**world.values, **plant.values(world)})
    ways = routes(world, plants)
    last_year = last_year_of(process, cases)
    done = serve(
        world.arrivals,
        [way.visits for way in ways],
        units=process.units,
        offices={unit.name: office_of(process, cases, unit=unit) for unit in process.units},
        releases={p.key: p.releases(process, last_year=last_year) for p in hooks.releases},
    )
    return _Run(routes=ways, done=done, values=world.values)


def _total_case_seconds(run: _Run, chosen: Iterable[int]) -> int:
    spans = _case_seconds(run)
    return sum(spans[case] for case in chosen)


def _case_seconds(run: _Run) -> list[int]:
    """From each case's first start to its last completion."""
    first: list[int | None] = [None] * len(run.routes)
    last = [0] * len(run.routes)
    for row in run.done:
        begun = first[row.case]
        first[row.case] = row.start if begun is None else min(begun, row.start)
        last[row.case] = max(last[row.case], row.end)
    return [end - (begin or 0) for begin, end in zip(first, last, strict=True)]


def _instants(seconds: list[int]) -> pl.Series:
    return (pl.Series(seconds, dtype=pl.Int64) * MICROSECONDS).cast(INSTANT)
