"""Simplification to the activities and paths that most cases take, connected from start to end."""

from dataclasses import replace

import polars as pl

from verwaltung_mining.process_model.graph import END, START, ProcessGraph
from verwaltung_mining.process_model.occurrences import occurrences
from verwaltung_mining.process_model.trees import widest_tree

EVENT_SHARE = 0.98
"""Activities are added, frequent first, until they hold this share of the events."""
FEWEST_ACTIVITIES = 6
"""So many are shown in any case, however rare: a short process is shown whole."""
MOST_ACTIVITIES = 18
"""Boxes a reader takes in on one page; beyond it the rest is left out and the caption says so."""
PATH_SHARE = 0.99
"""Paths are added, frequent first, until cases use them for this share of their moves."""
MOST_PATHS_PER_ACTIVITY = 2.0
"""A drawing with more lines than this per box is no longer read as paths."""


def main_activities(
    variants: pl.DataFrame,
    *,
    share: float = EVENT_SHARE,
    fewest: int = FEWEST_ACTIVITIES,
    most: int = MOST_ACTIVITIES,
    least_cases: int = 1,
) -> tuple[int, ...]:
    """The activities of most cases, as sorted codes; none that happens in fewer than `least_cases`.

    >>> found = pl.DataFrame({"activities": [[0, 1], [0, 2]], "cases": [90, 1]})
    >>> main_activities(found, fewest=1)
    (0, 1)
    """
    events, cases = occurrences(variants)
    chosen: list[int] = []
    held, total = 0, events.total()
    for activity in sorted(cases, key=lambda a: (-cases[a], -events[a], a)):
        if cases[activity] < least_cases:
            break
        if len(chosen) >= most or (held >= share * total and len(chosen) >= fewest):
            break
        chosen.append(activity)
        held += events[activity]
    return tuple(sorted(chosen))


def main_paths(
    graph: ProcessGraph,
    *,
    share: float = PATH_SHARE,
    most_per_activity: float = MOST_PATHS_PER_ACTIVITY,
) -> ProcessGraph:
    """The graph with its most frequent paths only.

    Every activity keeps its widest way from the start and to the end. Withheld counts rank last.
    """
    kept = _trees(graph)
    total = sum(e.count or 0 for e in graph.edges)
    used = sum(e.count or 0 for e in graph.edges if (e.source, e.target) in kept)
    most = round(most_per_activity * (len(graph.nodes) + 1))
    for edge in sorted(graph.edges, key=lambda e: (-(e.count or 0), e.source, e.target)):
        if used >= share * total or len(kept) >= most:
            break
        if (edge.source, edge.target) not in kept:
            kept.add((edge.source, edge.target))
            used += edge.count or 0
    return replace(
        graph,
        edges=tuple(e for e in graph.edges if (e.source, e.target) in kept),
        path_share=graph.path_share * (used / total if total else 1.0),
    )


def _trees(graph: ProcessGraph) -> set[tuple[int, int]]:
    """The widest way from the start to every activity, and from it to the end."""
    weights = {(e.source, e.target): float(e.count or 0) for e in graph.edges}
    backward = {(t, s): weight for (s, t), weight in weights.items()}
    from_start = {(s, t) for t, s in widest_tree(weights, root=START).items()}
    return from_start | set(widest_tree(backward, root=END).items())
