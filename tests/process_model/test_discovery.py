"""The model comes from variants, the same as from all events."""

import pytest
from hypothesis import given
from tests.process_model.against_pm4py import canonical, discovered
from tests.process_model.processes import (
    CHECK,
    LABELS,
    MEND,
    PERMIT,
    REFUSE,
    REQUEST,
    SIGN,
    Routes,
    routes,
    table,
)

from verwaltung_mining.process_model.discovery import discover
from verwaltung_mining.process_model.tree import Tree

ALL = tuple(range(len(LABELS)))


def leaf(activity: int) -> Tree:
    return Tree(activity=activity)


def test_permit_becomes_check_that_may_be_repeated_then_a_decision() -> None:
    tree = discover(table(PERMIT), LABELS, noise=0, coverage=1.0, activities=ALL).tree
    loop = Tree(operator="loop", children=(leaf(CHECK), leaf(MEND), Tree()))
    decision = Tree(operator="choice", children=(leaf(SIGN), leaf(REFUSE)))
    assert tree == Tree(operator="sequence", children=(leaf(REQUEST), loop, decision))


def test_rare_variants_are_left_out_and_the_share_is_told() -> None:
    model = discover(table(PERMIT), LABELS, noise=0, coverage=0.8, activities=ALL)
    assert model.case_share == 0.85
    assert model.activities == (REQUEST, CHECK, MEND, SIGN)
    assert (model.all_activities, model.event_share) == (5, (353 - 12) / 353)


def test_no_more_variants_are_looked_at_than_asked_for_and_the_share_is_told() -> None:
    model = discover(table(PERMIT), LABELS, noise=0, coverage=1.0, most_variants=1, activities=ALL)
    assert model.case_share == max(cases for _, cases in PERMIT) / sum(c for _, c in PERMIT)


def test_noise_leaves_rare_ways_past_out() -> None:
    found = [((0, 1, 2), 95), ((0, 2), 5)]
    past = Tree(operator="choice", children=(leaf(1), Tree()))
    strict = discover(table(found), LABELS, noise=0, coverage=1.0)
    assert strict.tree == Tree(operator="sequence", children=(leaf(0), past, leaf(2)))
    tolerant = discover(table(found), LABELS, noise=0.2, coverage=1.0)
    assert tolerant.tree == Tree(operator="sequence", children=(leaf(0), leaf(1), leaf(2)))


def test_branches_stand_in_the_order_of_their_cases() -> None:
    found = [((0, 1), 5), ((0, 2), 50), ((0,), 40)]
    choice = discover(table(found), LABELS, noise=0, coverage=1.0).tree.children[1]
    assert choice.children == (leaf(2), leaf(1), Tree())


def test_log_without_cases_gives_a_model_in_which_nothing_happens() -> None:
    model = discover(table([]), LABELS)
    assert (model.tree.silent, model.activities, model.case_share) == (True, (), 0.0)


def test_log_of_one_activity_gives_a_model_of_one_activity() -> None:
    assert discover(table([((3,), 1)]), LABELS).tree == leaf(3)


@pytest.mark.parametrize("noise", [0.0, 0.2])
@given(found=routes())
def test_model_equals_that_of_pm4py_on_the_whole_log(noise: float, found: Routes) -> None:
    model = discover(table(found), LABELS, noise=noise, coverage=1.0, activities=ALL)
    assert canonical(model.tree) == discovered(found, noise=noise)


@given(routes())
def test_order_of_the_variants_never_matters(found: Routes) -> None:
    assert discover(table(found[::-1]), LABELS) == discover(table(found), LABELS)


@given(routes())
def test_twice_the_cases_give_the_same_model(found: Routes) -> None:
    twice = [(sequence, 2 * cases) for sequence, cases in found]
    assert discover(table(twice), LABELS) == discover(table(found), LABELS)
