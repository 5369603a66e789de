"""Which paths lead forward, which lead back, and which way is the main one."""

from collections.abc import Mapping

import networkx as nx

from verwaltung_mining.process_model.graph import END, START

Weights = Mapping[tuple[int, int], float]
"""Path (source, target) → how strong it is."""


def forward_order(weights: Weights) -> dict[int, int]:
    """Position of each node in an order that few paths run against, start first, end last.

    Source: Eades, Lin, Smyth 1993, A fast and effective heuristic for the feedback arc set
    problem; here with weights, ties by the node's number.

    >>> forward_order({(-1, 7): 9, (7, 3): 9, (3, 7): 2, (3, -2): 9})
    {-1: 0, 7: 1, 3: 2, -2: 3}
    """
    left, right = [START], [END]
    surplus: dict[int, float] = {}
    graph = nx.DiGraph()
    for (source, target), weight in sorted(weights.items()):
        if source == target:
            continue
        surplus[source] = surplus.get(source, 0) + weight
        surplus[target] = surplus.get(target, 0) - weight
        graph.add_edge(source, target, weight=weight)
    inner = graph.subgraph(set(graph) - {START, END}).copy()
    while inner:
        sinks = sorted(v for v in inner if inner.out_degree(v) == 0)
        sources = sorted(v for v in inner if inner.in_degree(v) == 0 and v not in sinks)
        right[:0] = sinks
        left += sources
        taken = [*sinks, *sources] or [max(sorted(inner), key=lambda v: surplus[v])]
        if not sinks and not sources:
            left += taken
        _remove(inner, taken, surplus)
    return {v: i for i, v in enumerate([*left, *right])}


def _remove(graph: "nx.DiGraph[int]", taken: list[int], surplus: dict[int, float]) -> None:
    """Take nodes out and keep the others' out-weight minus in-weight."""
    for node in taken:
        for _, target, weight in graph.out_edges(node, data="weight"):
            surplus[target] += weight
        for source, _, weight in graph.in_edges(node, data="weight"):
            surplus[source] -= weight
        graph.remove_node(node)


def main_path(weights: Weights, order: Mapping[int, int]) -> tuple[int, ...]:
    """The way from start to end whose weakest path is strongest; among these, the heaviest.

    Only paths that lead forward in `order` count. Empty where the end cannot be reached.

    >>> weights = {(-1, 0): 9, (0, 1): 6, (0, -2): 3, (1, -2): 6}
    >>> main_path(weights, forward_order(weights))
    (-1, 0, 1, -2)
    """
    forward = [
        (s, t, w)
        for (s, t), w in sorted(weights.items(), key=lambda item: (order[item[0][0]], item[0]))
        if order[s] < order[t]
    ]
    widest = {START: float("inf")}
    for s, t, w in forward:
        if s in widest:
            widest[t] = max(widest.get(t, float("-inf")), min(widest[s], w))
    if END not in widest:
        return ()
    longest: dict[int, tuple[float, tuple[int, ...]]] = {START: (0, (START,))}
    for s, t, w in forward:
        if s in longest and w >= widest[END]:
            total = longest[s][0] + w
            if t not in longest or total > longest[t][0]:
                longest[t] = (total, (*longest[s][1], t))
    return longest[END][1]
