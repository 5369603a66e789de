"""Neighbouring steps in either order."""

from itertools import pairwise

from hypothesis import given
from tests.procedures import measured, procedure
from tests.strategies import event_logs

from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.either_order import either_orders, passages

A, B, C, D = range(4)


def orders_of(*cases: list[int], share: float = 0.2) -> list[tuple[int, int]]:
    timed = [[(step, float(k)) for k, step in enumerate(case)] for case in cases]
    events = measured(procedure(*timed)).events.collect()
    return either_orders(passages(events), events, share=share)


def test_both_orders_are_needed_in_the_share_of_the_cases_with_both() -> None:
    assert orders_of(*[[A, B, C]] * 8, *[[A, C, B]] * 2) == [(B, C)]
    assert orders_of(*[[A, B, C]] * 9, [A, C, B]) == []


def test_case_with_another_step_between_shows_neither_order() -> None:
    """Two of ten in the one order, and one of ten directly in the other."""
    assert orders_of(*[[A, B, C]] * 8, [A, C, B], [A, C, D, B]) == []


def test_case_that_does_a_step_again_shows_no_order() -> None:
    assert orders_of(*[[A, B, C, B]] * 10) == []


def test_first_step_of_a_case_has_no_step_before_it() -> None:
    assert orders_of(*[[B, C]] * 5, *[[C, B]] * 5) == []


@given(event_logs())
def test_passages_are_those_of_a_naive_walk(log: EventLog) -> None:
    kept = measured(log)
    cases: dict[int, list[int]] = {}
    for index, step in kept.events.collect().select("index", "activity").iter_rows():
        cases.setdefault(index, []).append(step)
    expected = [
        (index, first, second)
        for index, steps in sorted(cases.items())
        for before, (first, second) in enumerate(pairwise(steps))
        if before and steps.count(first) == 1 == steps.count(second)
    ]
    assert passages(kept.events.collect()).select("index", "first", "second").rows() == expected
