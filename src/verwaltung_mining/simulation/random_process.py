"""A random procedure without problems: steps, units, working hours, attributes."""

import datetime as dt
from dataclasses import replace

import numpy as np

from verwaltung_mining.simulation.draws import SECONDS_PER_HOUR
from verwaltung_mining.simulation.hooks import Hooks, Plant, changed_by
from verwaltung_mining.simulation.labels import UNITS
from verwaltung_mining.simulation.office_calendar import HOURS_PER_WORKING_DAY, office_calendar
from verwaltung_mining.simulation.planters.planter import SHORT
from verwaltung_mining.simulation.process import (
    CaseAttribute,
    Duration,
    Process,
    Segment,
    Step,
    Unit,
)
from verwaltung_mining.simulation.routes import routes
from verwaltung_mining.simulation.surroundings import Surroundings
from verwaltung_mining.simulation.visits import office_of, open_world

UTILISATION = 0.55
LEAST_STAFF = 5
MOST_STRETCH = 2.0
"""Up to this factor steps of a unit with little to do become longer."""
ATTRIBUTES = (
    CaseAttribute(
        name="Verfahrensart",
        role="case_type",
        shares=(("Standard", 0.5), ("Vereinfacht", 0.3), ("Änderung", 0.2)),
    ),
    CaseAttribute(
        name="Eingangskanal",
        role="channel",
        shares=(("Online", 0.4), ("Papier", 0.35), ("E-Mail", 0.25)),
    ),
    CaseAttribute(
        name="Bezirk",
        role="other",
        shares=(("Nord", 0.3), ("Mitte", 0.25), ("Süd", 0.25), ("West", 0.2)),
    ),
)
LANDS = ("BB", "BY", "HE", "NI", "NW", "SN")
FIRST_MONDAY = dt.date(2022, 1, 3)


def random_process(
    rng: np.random.Generator, labels: list[str], surroundings: Surroundings
) -> Process:
    """7 to 10 steps in 4 or 5 units, labelled with the first of `labels`."""
    number = int(rng.integers(7, 11)) + surroundings.more_steps
    units = [UNITS[i] for i in rng.permutation(len(UNITS))[: int(rng.integers(4, 6))]]
    edges = np.sort(rng.choice(np.arange(1, number), len(units) - 1, replace=False))
    homes = np.searchsorted(edges, np.arange(number), side="right")
    steps = [
        Step(
            key=f"step{n}",
            activity=labels[n],
            unit=units[homes[n]],
            service=Duration(hours=_rounded(rng.uniform(1.5, 4.0)), shape=4.0),
            transit=_transit(rng, first=n == 0, same_unit=n > 0 and homes[n] == homes[n - 1]),
        )
        for n in range(number)
    ]
    process = Process(
        steps=_one_for_a_case_type(rng, steps),
        units=tuple(Unit(name=name, staff=LEAST_STAFF) for name in units),
        calendar=office_calendar(LANDS[int(rng.integers(len(LANDS)))]),
        first_day=FIRST_MONDAY + dt.timedelta(weeks=int(rng.integers(52))),
        arrivals_per_working_day=_rounded(rng.uniform(4.2, 5.2)),
        attributes=ATTRIBUTES,
    )
    return surroundings.applied(process)


def staffed(process: Process, plants: tuple[Plant, ...], *, seed: int, cases: int) -> Process:
    """The process with people and service times that bring each unit near the usual utilisation.

    Counts the work with or without the plants, whichever is more, so that removing a plant
    overloads nobody. Short acts stay short; the other steps of a unit with little to do become
    longer.
    """
    planted = _hours_of_work(process, plants, seed=seed, cases=cases)
    plain = _hours_of_work(process, (), seed=seed, cases=cases)
    short, long = (
        {unit: max(hours, without.get(unit, 0.0)) for unit, hours in with_plants.items()}
        for with_plants, without in zip(planted, plain, strict=True)
    )
    hours = HOURS_PER_WORKING_DAY
    if process.calendar.land is None:
        hours = office_of(process, cases).seconds_per_day / SECONDS_PER_HOUR
    per_person = hours * UTILISATION * cases / process.arrivals_per_working_day
    staff, stretch = {}, {}
    for unit in process.units:
        work = short[unit.name] + long[unit.name]
        staff[unit.name] = max(LEAST_STAFF, round(work / per_person))
        room = staff[unit.name] * per_person - short[unit.name]
        stretch[unit.name] = min(MOST_STRETCH, room / long[unit.name]) if long[unit.name] else 1.0
    return replace(
        process,
        units=tuple(replace(unit, staff=staff[unit.name]) for unit in process.units),
        steps=tuple(_stretched(step, stretch[step.unit]) for step in process.steps),
    )


def _hours_of_work(
    process: Process, plants: tuple[Plant, ...], *, seed: int, cases: int
) -> tuple[dict[str, float], dict[str, float]]:
    """Hours that short acts and that longer steps take in each unit, plants included."""
    world = open_world(changed_by(process, plants), seed=seed, cases=cases)
    for plant in Hooks.of(plants).valuing:
        world = replace(world, values={**world.values, **plant.values(world)})
    stretchable = {step.key for step in process.steps if step.service != SHORT}
    short, long = ({unit.name: 0.0 for unit in world.process.units} for _ in range(2))
    for way in routes(world, plants):
        for visit in way.visits:
            hours = long if visit.step in stretchable else short
            hours[visit.unit] += visit.service / SECONDS_PER_HOUR
    return short, long


def _stretched(step: Step, factor: float) -> Step:
    if step.service == SHORT:
        return step
    hours = _rounded(step.service.hours * factor)
    return replace(step, service=replace(step.service, hours=hours))


def _transit(rng: np.random.Generator, *, first: bool, same_unit: bool) -> Duration:
    """Short inside a unit, days of post and shelf between units, none before the first step."""
    low, high = (0.1, 0.2) if first else (18.0, 48.0) if same_unit else (84.0, 180.0)
    return Duration(hours=_rounded(rng.uniform(low, high)))


def _one_for_a_case_type(rng: np.random.Generator, steps: list[Step]) -> tuple[Step, ...]:
    """In half of the processes one inner step belongs to one case type alone."""
    position = int(rng.integers(1, len(steps) - 1))
    value = ATTRIBUTES[0].shares[int(rng.integers(len(ATTRIBUTES[0].shares)))][0]
    if rng.random() < 0.5:
        segment = Segment(attribute=ATTRIBUTES[0].name, values=(value,))
        steps[position] = replace(steps[position], only_for=segment)
    return tuple(steps)


def _rounded(value: float) -> float:
    return round(float(value), 2)
