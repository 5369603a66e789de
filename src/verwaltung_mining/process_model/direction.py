"""Which paths lead forward, which lead back, and which way is the main one."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from verwaltung_mining.process_model.graph import END, START
from verwaltung_mining.process_model.trees import Path, Weights, widest_tree

if TYPE_CHECKING:
    from networkx import DiGraph


def back_paths(weights: Weights) -> frozenset[Path]:
    """The paths drawn backward: those that close a circle of paths that come first.

    First comes the widest way from start to end, then the widest way to each node, so that an
    excursion hangs below the node it starts from; then all others, strong ones first.

    >>> sorted(back_paths({(-1, 7): 9, (7, 3): 9, (3, 7): 2, (3, -2): 9}))
    [(3, 7)]
    """
    before = widest_tree(weights, root=START)
    tree = {(source, target) for target, source in before.items()}
    strong_first = sorted(
        (p for p in weights if p[0] != p[1]), key=lambda p: (p not in tree, -weights[p], p)
    )
    reached = {v: 1 << i for i, v in enumerate(sorted({v for p in strong_first for v in p}))}
    own = dict(reached)
    back = set()
    for source, target in dict.fromkeys([*_way(before, END), *strong_first]):
        if reached[target] & own[source]:
            back.add((source, target))
            continue
        for v, seen in reached.items():
            if seen & own[source]:
                reached[v] = seen | reached[target]
    return frozenset(back)


def main_path(weights: Weights) -> tuple[int, ...]:
    """The way from start to end whose weakest path is strongest; among these, the heaviest.

    Only paths that lead forward count. Empty where the end cannot be reached.

    >>> main_path({(-1, 0): 9, (0, 1): 6, (0, -2): 3, (1, -2): 6})
    (-1, 0, 1, -2)
    """
    from networkx import lexicographical_topological_sort

    way = _way(widest_tree(weights, root=START), END)
    if not way:
        return ()
    weakest = min(weights[p] for p in way)
    back = back_paths(weights)
    forward = _graph(p for p in weights if p not in back and weights[p] >= weakest)
    heaviest: dict[int, tuple[float, tuple[int, ...]]] = {START: (0.0, (START,))}
    for source in lexicographical_topological_sort(forward):
        for target in sorted(forward.successors(source)) if source in heaviest else ():
            total = heaviest[source][0] + weights[source, target]
            if target not in heaviest or total > heaviest[target][0]:
                heaviest[target] = (total, (*heaviest[source][1], target))
    return heaviest[END][1]


def _way(before: Mapping[int, int], node: int) -> list[Path]:
    """The paths of a tree from its root to a node, last first."""
    way = []
    while node in before:
        way.append((before[node], node))
        node = before[node]
    return way


def _graph(paths: Iterable[Path]) -> "DiGraph[int]":
    """A graph without self-loops, its nodes and paths in order."""
    from networkx import DiGraph

    graph: DiGraph[int] = DiGraph()
    graph.add_edges_from(sorted(p for p in paths if p[0] != p[1]))
    return graph
