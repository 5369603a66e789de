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


def process_map_of(prepared: Prepared) -> Released[ProcessGraph]:
    """The main activities and paths; times of a path lead over the activities left out.

    Counts are those of all cases, median times those of the cases looked at.
    """
    log = prepared.analysed
    chosen = _shown(prepared)
    shown = log.events.collect(where=pl.col("activity").is_in(list(chosen))).lazy()
    graph = process_graph(
        transitions(shown).collect(), log.whole.variants, log.activities, activities=chosen
    )
    return release_graph(main_paths(graph), prepared.context.policy, cases=log.whole.cases)


def model_of(prepared: Prepared) -> Released[Model]:
    """The model of the same activities, discovered from the variants."""
    log = prepared.analysed
    model = discover(log.whole.variants, log.activities, activities=_shown(prepared))
    return release_model(model, prepared.context.policy, cases=log.whole.cases)


def fitness_of(prepared: Prepared, model: Released[Model]) -> float:
    """How well the model and the cases agree, by variant-weighted replay."""
    return fitness(opened(model), prepared.analysed.whole.variants).fitness


def _shown(prepared: Prepared) -> tuple[int, ...]:
    """The main activities of enough cases to be named."""
    least = prepared.context.policy.min_cases
    return main_activities(prepared.analysed.whole.variants, least_cases=least)
