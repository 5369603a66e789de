"""Which paths lead back, and which way is the main one."""

from itertools import pairwise

import networkx as nx
from hypothesis import given
from tests.process_model.processes import PERMIT, Routes, graph_of, routes

from verwaltung_mining.process_model.direction import back_paths, main_path
from verwaltung_mining.process_model.graph import END, START
from verwaltung_mining.process_model.trees import Weights, widest_tree


def weights_of(found: Routes) -> Weights:
    return {(e.source, e.target): float(e.count or 0) for e in graph_of(found).edges}


def test_main_path_is_what_most_cases_do() -> None:
    assert main_path(weights_of(PERMIT)) == (START, 0, 1, 3, END)


def test_return_for_mending_leads_back() -> None:
    assert back_paths(weights_of(PERMIT)) == {(2, 1)}


def test_excursion_hangs_below_its_start_even_if_more_cases_come_back_than_go() -> None:
    weights = {(START, 0): 10.0, (0, 1): 3.0, (1, 0): 5.0, (0, END): 10.0}
    assert back_paths(weights) == {(1, 0)}


def test_process_that_never_ends_has_no_main_path() -> None:
    assert main_path({(START, 0): 1.0, (0, 0): 5.0}) == ()


@given(routes(most=12))
def test_without_the_paths_back_nothing_goes_round(found: Routes) -> None:
    weights = weights_of(found)
    forward = [p for p in weights if p not in back_paths(weights) and p[0] != p[1]]
    assert nx.is_directed_acyclic_graph(nx.DiGraph(forward))


@given(routes(most=12))
def test_each_path_back_would_close_a_circle(found: Routes) -> None:
    weights = weights_of(found)
    back = back_paths(weights)
    forward = nx.DiGraph([p for p in weights if p not in back])
    assert all(nx.has_path(forward, target, source) for source, target in back)


@given(routes(activities=4, most=8))
def test_no_way_from_start_to_end_is_wider_than_the_main_path(found: Routes) -> None:
    weights = weights_of(found)
    ways = nx.all_simple_paths(nx.DiGraph(list(weights)), START, END)
    widest = max(min(weights[p] for p in pairwise(way)) for way in ways)
    assert min(weights[p] for p in pairwise(main_path(weights))) == widest


@given(routes(activities=4, most=8))
def test_tree_reaches_every_node_by_its_widest_way(found: Routes) -> None:
    weights = weights_of(found)
    graph = nx.DiGraph(list(weights))
    before = widest_tree(weights, root=START)
    for node in before:
        way = [node]
        while way[-1] in before:
            way.append(before[way[-1]])
        ours = min(weights[p] for p in pairwise(way[::-1]))
        others = nx.all_simple_paths(graph, START, node)
        assert ours == max(min(weights[p] for p in pairwise(other)) for other in others)


def test_hundreds_of_activities_are_ordered() -> None:
    count = 400
    weights = {
        (a, b): float((a * 7 + b) % 13)
        for a in range(count)
        for b in range(max(a - 6, 0), min(a + 6, count))
    } | {(START, 0): 1.0, (count - 1, END): 1.0}
    assert main_path(weights)[0] == START
