"""The strongest way by which each node of a graph is reached."""

from collections.abc import Mapping

import networkx as nx


def heaviest_tree(weights: Mapping[tuple[int, int], float], *, root: int) -> list[tuple[int, int]]:
    """One path into every node that `root` reaches, their weights together as high as possible.

    Maximum spanning arborescence (Edmonds 1967), sorted; empty where the root reaches nothing.

    >>> heaviest_tree({(-1, 0): 9, (0, 1): 5, (1, 0): 99, (-1, 1): 1}, root=-1)
    [(-1, 0), (0, 1)]
    """
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_weighted_edges_from(
        sorted((s, t, w) for (s, t), w in weights.items() if s != t and t != root)
    )
    if root not in graph:
        return []
    reached = nx.descendants(graph, root) | {root}
    tree = nx.DiGraph()
    tree.add_weighted_edges_from(
        (s, t, w) for s, t, w in graph.edges(data="weight") if s in reached and t in reached
    )
    return sorted(nx.maximum_spanning_arborescence(tree).edges())
