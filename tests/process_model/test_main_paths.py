"""Simplification keeps what most cases do, and a way from start to end."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st
from tests.process_model.processes import (
    CHECK,
    MEND,
    PERMIT,
    REFUSE,
    REQUEST,
    SIGN,
    Routes,
    edges_of,
    graph_of,
    routes,
    table,
)

from verwaltung_mining.process_model.graph import END, START
from verwaltung_mining.process_model.main_paths import main_activities, main_paths


def test_activities_of_most_cases_are_chosen_first() -> None:
    assert main_activities(table(PERMIT), share=0.99, fewest=1, most=3) == (REQUEST, CHECK, SIGN)


def test_activities_are_added_until_they_hold_the_share_of_events() -> None:
    assert main_activities(table(PERMIT), share=0.94, fewest=1) == (REQUEST, CHECK, MEND, SIGN)
    assert main_activities(table(PERMIT), share=1.0) == (REQUEST, CHECK, MEND, SIGN, REFUSE)


def test_activity_of_too_few_cases_is_left_out_of_a_short_process_too() -> None:
    assert main_activities(table(PERMIT), least_cases=25) == (REQUEST, CHECK, MEND, SIGN)


def test_short_process_is_shown_whole() -> None:
    assert len(main_activities(table([((0, 1), 9_999), ((2, 3), 1)]))) == 4


def test_log_without_cases_has_no_main_activities() -> None:
    assert main_activities(table([])) == ()


def test_rare_paths_are_left_out_and_the_share_is_told() -> None:
    whole = graph_of([((0, 1, 2), 90), ((0, 2), 10)])
    graph = main_paths(whole, share=0.9)
    assert sorted(edges_of(graph)) == [(START, 0), (0, 1), (1, 2), (2, END)]
    assert graph.path_share == 380 / 390
    assert graph.all_paths == 5


def test_whole_graph_remains_where_everything_is_wanted() -> None:
    whole = graph_of(PERMIT)
    assert main_paths(whole, share=1.0, most_per_activity=99) == whole


def test_number_of_paths_is_limited_by_the_number_of_activities() -> None:
    dense = graph_of([((a, b, c), 1) for a in range(5) for b in range(5) for c in range(5)])
    assert len(main_paths(dense, share=1.0, most_per_activity=2.0).edges) == 12


@given(routes(most=12), st.floats(0.1, 1.0), st.integers(1, 5))
def test_every_activity_keeps_a_way_from_start_and_to_end(
    found: Routes, share: float, most: int
) -> None:
    chosen = main_activities(table(found), most=most)
    kept = [(tuple(a for a in sequence if a in chosen), n) for sequence, n in found]
    graph = main_paths(graph_of([(s, n) for s, n in kept if s]), share=share)
    directed = nx.DiGraph(list(edges_of(graph)))
    for node in graph.nodes:
        assert nx.has_path(directed, START, node.activity)
        assert nx.has_path(directed, node.activity, END)


@given(routes(most=12))
def test_order_of_the_variants_never_matters(found: Routes) -> None:
    assert main_paths(graph_of(found)) == main_paths(graph_of(found[::-1]))
    assert main_activities(table(found)) == main_activities(table(found[::-1]))
