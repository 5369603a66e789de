"""Counts of variants equal those of a plain loop over them."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from tests.process_model.processes import (
    LABELS,
    NO_TRANSITIONS,
    Routes,
    edges_of,
    nodes_of,
    routes,
    table,
)

from verwaltung_mining.process_model.graph import END, START, process_graph
from verwaltung_mining.process_model.occurrences import occurrences
from verwaltung_mining.process_model.projection import projection

chosen = st.sets(st.integers(0, 4)).map(tuple)


def counted(found: Routes) -> tuple[Counter[int], Counter[int]]:
    """Events and cases by activity."""
    events, cases = Counter[int](), Counter[int]()
    for sequence, n in found:
        for activity, times in Counter(sequence).items():
            events[activity] += times * n
            cases[activity] += n
    return events, cases


def projected(found: Routes, activities: tuple[int, ...]) -> Routes:
    """Frequent first, without what is empty."""
    left = Counter[tuple[int, ...]]()
    for sequence, n in found:
        left[tuple(a for a in sequence if a in activities)] += n
    del left[()]
    return sorted(left.items(), key=lambda item: (-item[1], item[0]))


def moves(found: Routes) -> tuple[Counter[tuple[int, int]], Counter[tuple[int, int]]]:
    """How often, and in how many cases, one activity follows another."""
    count, cases = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for sequence, n in found:
        pairs = Counter(zip((START, *sequence), (*sequence, END), strict=True))
        for pair, times in pairs.items():
            count[pair] += n * times
            cases[pair] += n
    return count, cases


@given(routes(most=12))
def test_events_and_cases_of_each_activity_are_those_of_a_loop(found: Routes) -> None:
    assert occurrences(table(found)) == counted(found)


@given(routes(most=12), chosen)
def test_projection_is_that_of_a_loop(found: Routes, activities: tuple[int, ...]) -> None:
    ours = [(tuple(sequence), n) for sequence, n in projection(table(found), activities).rows()]
    assert ours == projected(found, activities)


@given(routes(most=12), chosen)
def test_graph_of_chosen_activities_is_that_of_a_loop(
    found: Routes, activities: tuple[int, ...]
) -> None:
    graph = process_graph(NO_TRANSITIONS, table(found), LABELS, activities=activities)
    left = projected(found, activities)
    count, cases = moves(left)
    assert {path: (e.count, e.cases) for path, e in edges_of(graph).items()} == {
        path: (count[path], cases[path]) for path in count
    }
    events, holding = counted(left)
    assert {a: (node.count, node.cases) for a, node in nodes_of(graph).items()} == {
        a: (events[a], holding[a]) for a in events
    }


def test_many_cases_are_counted_without_overflow() -> None:
    found = table([((0, 1, 0), 4_000_000_000), ((0, 1, 0, 2), 4_000_000_000)])
    assert occurrences(found)[0][0] == 16_000_000_000
    assert projection(found, [0, 1]).rows() == [([0, 1, 0], 8_000_000_000)]
