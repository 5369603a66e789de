"""The way of every case with the plants in place."""

from dataclasses import dataclass

from verwaltung_mining.simulation.delays import Delay
from verwaltung_mining.simulation.detours import Detour
from verwaltung_mining.simulation.releases import Release
from verwaltung_mining.simulation.visits import Visit, World

Plant = Detour | Delay | Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The visits of one case, in order, and the plants that changed them."""

    visits: tuple[Visit, ...]
    touched: frozenset[str]
    """Keys of the plants."""


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
