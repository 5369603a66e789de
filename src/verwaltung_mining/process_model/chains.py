"""Paths cut into links from row to row, with stand-ins for the path in the rows between."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from verwaltung_mining.process_model.crossings import Link, Rows
from verwaltung_mining.process_model.direction import back_paths
from verwaltung_mining.process_model.graph import END, START
from verwaltung_mining.process_model.placement import rows_of
from verwaltung_mining.process_model.trees import Path, Weights

ROWS_PER_STEP = 2
"""A row of boxes, then a row of labels."""
SHORTER = 8.0
"""How much more the strongest path is pulled short than the weakest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """The rows of a drawing and how each path leads through them."""

    rows: Rows
    links: dict[Link, float]
    """Link, upper end first → weight of its path."""
    of: dict[Path, list[int]]
    """Path → its nodes and stand-ins, from the upper end to the lower."""
    labels: dict[Path, int]
    """Path → the stand-in that keeps room for its label."""
    back: frozenset[Path]
    """Paths that lead upward."""


def chained(weights: Weights, nodes: Iterable[int]) -> Chains:
    """Rows and chains of a graph; self-loops are left out."""
    paths = sorted(path for path in weights if path[0] != path[1])
    back = back_paths(weights)
    row = _rows(paths, back, weights, nodes)
    rows: Rows = [[] for _ in range(max(row.values()) + 1)]
    for node in sorted(row):
        rows[row[node]].append(node)
    links: dict[Link, float] = {}
    chains: dict[Path, list[int]] = {}
    labels: dict[Path, int] = {}
    stand_in = max(row) + 1
    for path in paths:
        upper, lower = path[::-1] if path in back else path
        between = range(row[upper] + 1, row[lower])
        chain = [upper, *range(stand_in, stand_in + len(between)), lower]
        stand_in += len(between)
        for r, v in zip(between, chain[1:-1], strict=True):
            rows[r].append(v)
        links |= dict.fromkeys(pairwise(chain), weights[path])
        chains[path] = chain
        labels[path] = chain[len(chain) // 4 * ROWS_PER_STEP + 1]
    return Chains(rows=rows, links=links, of=chains, labels=labels, back=back)


def _rows(
    paths: list[Path], back: frozenset[Path], weights: Weights, nodes: Iterable[int]
) -> dict[int, int]:
    strongest = max(weights.values(), default=1.0) or 1.0
    spans: dict[Path, float] = {}
    for path in paths:
        span = path[::-1] if path in back else path
        pull = 1 + SHORTER * sqrt(weights[path] / strongest)
        spans[span] = spans.get(span, 0) + pull
    return rows_of(nodes, spans, first=START, last=END, length=ROWS_PER_STEP)
