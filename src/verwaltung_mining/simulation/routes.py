"""The way of every case with the plants in place."""

from collections.abc import Sequence
from dataclasses import dataclass

from verwaltung_mining.simulation.hooks import Delay, Hooks, Plant, Release
from verwaltung_mining.simulation.visits import Visit, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The visits of one case, in order, and the plants that changed them."""

    visits: tuple[Visit, ...]
    touched: frozenset[str]
    """Keys of the plants."""


def routes(world: World, plants: Sequence[Plant]) -> list[Route]:
    """The way of every case."""
    hooks = Hooks.of(plants)
    return [_route(world, hooks, case) for case in range(world.draws.cases)]


def _route(world: World, hooks: Hooks, case: int) -> Route:
    """One case's way: main route with detours, then reroutings, delays and releases."""
    touched: set[str] = set()
    way = _main_way(world, hooks, case, touched)
    for rerouting in hooks.reroutings:
        changed = rerouting.rerouted(world, case, way)
        if changed is not way:
            way = list(changed)
            touched.add(rerouting.key)
    for delay in hooks.delays:
        _lengthen(world, delay, way, case, touched)
    for release in hooks.releases:
        _collect(release, way, touched)
    return Route(visits=tuple(way), touched=frozenset(touched))


def _main_way(world: World, hooks: Hooks, case: int, touched: set[str]) -> list[Visit]:
    """The main route; what a detour adds stays in the branch of the step it follows."""
    way: list[Visit] = []
    for step in world.process.steps:
        if not world.belongs(case, step.only_for):
            continue
        way.append(world.visit(step, case=case))
        for plant in hooks.detours:
            if plant.after == step.key:
                visits = plant.visits(world, case)
                way += [visit._replace(branch=step.branch) for visit in visits]
                if visits:
                    touched.add(plant.key)
    return way


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
