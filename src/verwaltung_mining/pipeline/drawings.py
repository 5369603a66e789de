"""The graph behind the process map and the discovered model."""

import polars as pl

from verwaltung_mining.measures.directly_follows import transitions
from verwaltung_mining.pipeline.analysis import Prepared
from verwaltung_mining.process_model.discovery import Model, discover
from verwaltung_mining.process_model.graph import ProcessGraph, process_graph
from verwaltung_mining.process_model.main_paths import main_activities, main_paths
from verwaltung_mining.process_model.replay import fitness
from verwaltung_mining.release import Released, opened
from verwaltung_mining.release.process import release_graph, release_model

Routes = list[tuple[tuple[int, ...], int]]


def process_map_of(prepared: Prepared) -> Released[ProcessGraph]:
    """The main activities and paths; times of a path lead over the activities left out.

    Counts are those of all cases, median times those of the cases looked at.
    """
    log = prepared.analysed
    routes = _routes(prepared)
    chosen = _shown(prepared, routes)
    shown = log.events.collect(where=pl.col("activity").is_in(list(chosen))).lazy()
    graph = process_graph(transitions(shown).collect(), routes, log.activities, activities=chosen)
    return release_graph(main_paths(graph), prepared.context.policy, cases=log.whole.cases)


def model_of(prepared: Prepared) -> Released[Model]:
    """The model of the same activities, discovered from the variants."""
    log = prepared.analysed
    routes = _routes(prepared)
    model = discover(routes, log.activities, activities=_shown(prepared, routes))
    return release_model(model, prepared.context.policy, cases=log.whole.cases)


def fitness_of(prepared: Prepared, model: Released[Model]) -> float:
    """How well the model and the cases agree, by variant-weighted replay."""
    return fitness(opened(model), _routes(prepared)).fitness


def _shown(prepared: Prepared, routes: Routes) -> tuple[int, ...]:
    """The main activities of enough cases to be named."""
    return main_activities(routes, least_cases=prepared.context.policy.min_cases)


def _routes(prepared: Prepared) -> Routes:
    table = prepared.analysed.whole.variants.select("activities", "cases")
    return [(tuple(activities), cases) for activities, cases in table.iter_rows()]
