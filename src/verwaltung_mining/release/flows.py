"""A process map from which no withheld figure can be had by one subtraction.

What enters an activity, and what leaves it, adds up to the activity's own count. Where all paths
of one side are drawn and a single one is withheld, the smallest other one is withheld too; where
it has no other, the count of the activity is. Several equations together are not looked at.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from verwaltung_mining.process_model.graph import END, START, Edge, ProcessGraph

Path = tuple[int, int]
Side = Callable[[Edge], int]


@dataclass(frozen=True, slots=True)
class Sum:
    """All paths on one side of an activity, whose counts add up to its own."""

    activity: int
    paths: tuple[tuple[int, Path], ...]
    """Count and path, the smallest first."""


def without_single_gaps(shown: ProcessGraph, whole: ProcessGraph, *, cases: int) -> ProcessGraph:
    """`shown` with more figures withheld, until no sum with a known total has a single gap.

    `whole` is the same graph with every figure; `cases` leave its start and reach its end.
    """
    hidden: set[Path | int] = {_path(edge) for edge in shown.edges if edge.count is None}
    hidden |= {node.activity for node in shown.nodes if node.count is None}
    sums = list(_sums(whole, cases))
    while more := {gap for known in sums for gap in _second(known, hidden)} - hidden:
        hidden |= more
    return replace(
        shown,
        nodes=tuple(
            replace(node, count=None, cases=None, shields=True)
            if node.activity in hidden and node.count is not None
            else node
            for node in shown.nodes
        ),
        edges=tuple(
            replace(edge, count=None, cases=None, median_seconds=None, shields=True)
            if _path(edge) in hidden and edge.count is not None
            else edge
            for edge in shown.edges
        ),
    )


def _sums(whole: ProcessGraph, cases: int) -> Iterator[Sum]:
    totals: dict[int, int | None] = {node.activity: node.count for node in whole.nodes}
    totals |= {START: cases, END: cases}
    ends: tuple[Side, Side] = (lambda edge: edge.source, lambda edge: edge.target)
    for end in ends:
        for activity, total in sorted(totals.items()):
            paths = sorted((e.count or 0, _path(e)) for e in whole.edges if end(e) == activity)
            if sum(count for count, _ in paths) == total:
                yield Sum(activity, tuple(paths))


def _second(known: Sum, hidden: set[Path | int]) -> list[Path | int]:
    """What must be withheld beside a single gap: the smallest other path, else the total."""
    others = [path for _, path in known.paths if path not in hidden]
    if known.activity in hidden or len(known.paths) - len(others) != 1:
        return []
    inside = [path for path in others if START not in path and END not in path]
    return [(inside or others)[0]] if others else [known.activity]


def _path(edge: Edge) -> Path:
    return edge.source, edge.target
