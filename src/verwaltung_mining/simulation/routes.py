"""The way of every case with the plants in place."""

from dataclasses import dataclass

from verwaltung_mining.simulation.delays import Delay
from verwaltung_mining.simulation.detours import Detour, ReturnLoop
from verwaltung_mining.simulation.process import Process
from verwaltung_mining.simulation.releases import Release
from verwaltung_mining.simulation.visits import Visit, World

Plant = Detour | Delay | Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The visits of one case, in order, and the plants that changed them."""

    visits: tuple[Visit, ...]
    touched: frozenset[str]
    """Keys of the plants."""


def check_plants(process: Process, plants: tuple[Plant, ...]) -> None:
    """Raise ValueError where two plants share a key or a plant names a step that is not there."""
    if len({plant.key for plant in plants}) < len(plants):
        raise ValueError("two plants have the same key and would share their draws")
    known = {step.key for step in process.steps}
    for plant in plants:
        if not set(_steps_named(plant)) <= known:
            raise ValueError(f"plant {plant.key!r} stands at a step that the process lacks")


def route(world: World, plants: tuple[Plant, ...], case: int) -> Route:
    """One case's way: main route and detours after its steps, then delays and releases."""
    touched: set[str] = set()
    way: list[Visit] = []
    for step in world.process.steps:
        if not world.belongs(case, step.only_for):
            continue
        way.append(world.visit(step, case=case))
        for plant in plants:
            if isinstance(plant, Detour) and plant.after == step.key:
                visits = plant.visits(world, case)
                way += visits
                if visits:
                    touched.add(plant.key)
    for plant in plants:
        if isinstance(plant, Delay):
            _lengthen(world, plant, way, case, touched)
        elif isinstance(plant, Release):
            _collect(plant, way, touched)
    return Route(visits=tuple(way), touched=frozenset(touched))


def _lengthen(world: World, plant: Delay, way: list[Visit], case: int, touched: set[str]) -> None:
    for position in range(1, len(way)):
        visit = way[position]
        if visit.step == plant.target and way[position - 1].step == plant.source:
            changed = plant.change(world, case, visit)
            if changed is not visit:
                way[position] = changed
                touched.add(plant.key)


def _collect(plant: Release, way: list[Visit], touched: set[str]) -> None:
    for position, visit in enumerate(way):
        if visit.step == plant.at:
            way[position] = visit._replace(release=plant.key)
            touched.add(plant.key)


def _steps_named(plant: Plant) -> tuple[str, ...]:
    if isinstance(plant, Delay):
        return plant.source, plant.target
    if isinstance(plant, Release):
        return (plant.at,)
    return (plant.after, plant.back_to) if isinstance(plant, ReturnLoop) else (plant.after,)
