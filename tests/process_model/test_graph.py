"""The graph counts what the cases do."""

import polars as pl
from hypothesis import given
from tests.process_model.processes import (
    CHECK,
    LABELS,
    MEND,
    NO_TRANSITIONS,
    PERMIT,
    REFUSE,
    REQUEST,
    SIGN,
    Routes,
    edges_of,
    graph_of,
    nodes_of,
    routes,
    table,
)
from tests.strategies import event_frames, frame

from verwaltung_mining.measures.directly_follows import transitions
from verwaltung_mining.process_model.graph import END, START, process_graph, withheld


def test_node_counts_events_and_the_cases_they_are_in() -> None:
    check = nodes_of(graph_of(PERMIT))[CHECK]
    assert (check.label, check.count, check.cases) == (LABELS[CHECK], 128, 100)


def test_path_counts_moves_and_the_cases_they_are_in() -> None:
    edges = edges_of(graph_of([((REQUEST, CHECK, REQUEST, CHECK), 5), ((REQUEST, CHECK), 2)]))
    assert (edges[REQUEST, CHECK].count, edges[REQUEST, CHECK].cases) == (12, 7)


def test_start_and_end_stand_around_every_case() -> None:
    edges = edges_of(graph_of(PERMIT))
    assert edges[START, REQUEST].count == 100
    assert (edges[SIGN, END].count, edges[REFUSE, END].count) == (88, 12)


def test_median_of_a_path_comes_from_the_transitions() -> None:
    edges = edges_of(graph_of(PERMIT, p0_1=2.5))
    assert edges[REQUEST, CHECK].median_seconds == 2.5 * 86_400
    assert edges[CHECK, SIGN].median_seconds is None


def test_path_leads_over_activities_left_out() -> None:
    graph = process_graph(NO_TRANSITIONS, table(PERMIT), LABELS, activities=[REQUEST, CHECK])
    assert edges_of(graph)[CHECK, CHECK].count == 28
    assert edges_of(graph)[CHECK, END].count == 100


def test_graph_says_what_share_of_the_events_it_holds() -> None:
    graph = process_graph(NO_TRANSITIONS, table(PERMIT), LABELS, activities=[REQUEST, CHECK])
    assert graph.all_activities == 5
    assert graph.event_share == 228 / (300 + 2 * 25 + 3)


def test_log_without_cases_gives_an_empty_graph() -> None:
    graph = process_graph(NO_TRANSITIONS, table([]), LABELS)
    assert (graph.nodes, graph.edges, graph.event_share) == ((), (), 1.0)


def test_figures_on_few_cases_are_withheld_and_the_path_stays() -> None:
    graph = withheld(graph_of(PERMIT, p1_1=1.0), minimum=10)
    loop = edges_of(graph)[CHECK, CHECK]
    assert (loop.count, loop.cases, loop.median_seconds) == (None, None, None)
    assert edges_of(graph)[CHECK, MEND].count == 25
    assert graph.minimum == 10


def test_withheld_figures_stay_withheld_under_a_lower_minimum() -> None:
    graph = withheld(withheld(graph_of(PERMIT), minimum=10), minimum=2)
    assert edges_of(graph)[CHECK, CHECK].count is None
    assert graph.minimum == 10


@given(routes())
def test_as_many_cases_enter_an_activity_as_leave_it(found: Routes) -> None:
    graph = graph_of(found)
    for node in graph.nodes:
        entering = sum(e.count or 0 for e in graph.edges if e.target == node.activity)
        leaving = sum(e.count or 0 for e in graph.edges if e.source == node.activity)
        assert entering == leaving == node.count


@given(event_frames())
def test_counts_agree_with_the_measured_transitions(events: pl.DataFrame) -> None:
    measured = transitions(events.lazy()).collect()
    sequences = events.group_by("case", maintain_order=True).agg("activity")["activity"].to_list()
    graph = process_graph(measured, table([(tuple(s), 1) for s in sequences]), LABELS)
    ours = [(e.source, e.target, e.count, e.cases) for e in graph.edges if e.source > START]
    between = [edge for edge in ours if edge[1] != END]
    assert between == measured.select("source", "target", "count", "cases").rows()


def test_median_of_a_real_frame_is_in_seconds() -> None:
    events = frame([(0, 0), (1, 4)], [(0, 0), (1, 6)])
    graph = process_graph(transitions(events.lazy()).collect(), table([((0, 1), 2)]), LABELS)
    assert edges_of(graph)[0, 1].median_seconds == 5 * 3600
