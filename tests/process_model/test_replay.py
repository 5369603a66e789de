"""Fitness from variants equals fitness from all cases."""

import pm4py
import pytest
from hypothesis import given
from pm4py.objects.conversion.process_tree import converter
from tests.process_model.against_pm4py import event_log
from tests.process_model.processes import LABELS, PERMIT, Routes, routes, table

from verwaltung_mining.process_model.discovery import Model, discover
from verwaltung_mining.process_model.replay import fitness, pm4py_tree
from verwaltung_mining.process_model.tree import Tree

ALL = tuple(range(len(LABELS)))


def model_of(tree: Tree) -> Model:
    return Model(
        tree=tree, labels=LABELS, all_activities=5, event_share=1.0, case_share=1.0, noise=0.0
    )


def line(*activities: int) -> Tree:
    return Tree(operator="sequence", children=tuple(Tree(activity=a) for a in activities))


def test_model_without_noise_fits_every_case_it_was_discovered_from() -> None:
    found = fitness(
        discover(table(PERMIT), LABELS, noise=0, coverage=1.0, activities=ALL), table(PERMIT)
    )
    assert (found.fitness, found.cases, found.fitting_cases) == (1.0, 100, 100)


def test_cases_that_the_model_does_not_allow_lower_the_fitness() -> None:
    found = fitness(model_of(line(0, 1, 2)), table([((0, 1, 2), 3), ((0, 2), 1)]))
    assert (found.cases, found.fitting_cases) == (4, 3)
    assert found.fitness == pytest.approx(1 - (1 / 15 + 1 / 15) / 2)


def test_activities_outside_the_model_do_not_count() -> None:
    assert fitness(model_of(line(0, 1)), table([((0, 4, 1), 7)])).fitness == 1.0


def test_model_in_which_nothing_happens_fits_nothing() -> None:
    found = fitness(model_of(Tree()), table(PERMIT))
    assert (found.fitness, found.cases, found.fitting_cases) == (0.0, 0, 0)


@given(routes())
def test_fitness_equals_pm4py_on_the_whole_log(found: Routes) -> None:
    model = discover(table(found), LABELS, noise=0.3, coverage=0.7)
    ours = fitness(model, table(found))
    kept = [(tuple(a for a in s if a in model.activities), n) for s, n in found]
    log = event_log([(s, n) for s, n in kept if s])
    theirs = pm4py.fitness_token_based_replay(log, *converter.apply(pm4py_tree(model.tree)))
    assert ours.fitness == pytest.approx(theirs["log_fitness"], abs=1e-12)
    assert ours.fitting_cases == round(theirs["percentage_of_fitting_traces"] * ours.cases / 100)
