"""The two linear programmes of a layered drawing: the row of each node, and its place in the row.

Source: Gansner, Koutsofios, North, Vo 1993, A technique for drawing directed graphs, sections 2
and 4; solved by HiGHS instead of a network simplex. Both are deterministic.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

UPWARD = 1e-6
"""Cost of a row further down: decides only between rows that cost the same otherwise."""

Row = list[tuple[int, float]]
"""Column and coefficient of one inequality."""


def rows_of(
    nodes: Iterable[int],
    spans: Mapping[tuple[int, int], float],
    *,
    first: int,
    last: int,
    length: int,
) -> dict[int, int]:
    """Row of each node: paths downward, at least `length` rows each, heavy ones short.

    `spans` holds (upper, lower) → weight. `first` is above and `last` below all others.
    """
    known = sorted({first, last, *nodes})
    column = {v: i for i, v in enumerate(known)}
    cost = np.full(len(known), UPWARD)
    apart = {(first, last), *spans}
    apart |= {pair for v in known if v not in (first, last) for pair in ((first, v), (v, last))}
    for (upper, lower), weight in sorted(spans.items()):
        cost[column[lower]] += weight
        cost[column[upper]] -= weight
    rows: list[Row] = [[(column[s], 1), (column[t], -1)] for s, t in sorted(apart)]
    solution = _solve(cost, rows, [-1.0] * len(rows), [])
    found = np.rint(solution).astype(int)
    return {v: length * int(found[column[v]] - found.min()) for v in known}


def columns_of(
    rows: Sequence[Sequence[int]],
    pulls: Mapping[tuple[int, int], float],
    extents: Mapping[int, tuple[float, float]],
    *,
    gap: float,
    straight: Sequence[int],
) -> dict[int, float]:
    """Horizontal place of each node: order kept, nothing overlaps, heavy paths short and straight.

    `pulls` holds linked pairs → strength; `extents` how far a node reaches left and right of its
    place; the nodes of `straight` share one place.
    """
    nodes = [v for row in rows for v in row]
    column = {v: i for i, v in enumerate(nodes)}
    links = sorted(pulls)
    cost = np.concatenate([np.zeros(len(nodes)), [pulls[link] for link in links]])
    inequalities: list[Row] = []
    bounds: list[float] = []
    for i, (a, b) in enumerate(links, start=len(nodes)):
        inequalities += [
            [(column[a], 1), (column[b], -1), (i, -1)],
            [(column[b], 1), (column[a], -1), (i, -1)],
        ]
        bounds += [0, 0]
    for row in rows:
        for a, b in pairwise(row):
            inequalities.append([(column[a], 1), (column[b], -1)])
            bounds.append(-(extents[a][1] + extents[b][0] + gap))
    equal: list[Row] = [[(column[a], 1), (column[b], -1)] for a, b in pairwise(straight)]
    solution = _solve(cost, inequalities, bounds, equal)
    return {v: round(float(solution[column[v]]), 2) for v in nodes}


def _solve(
    cost: np.ndarray, inequalities: list[Row], bounds: list[float], equal: list[Row]
) -> np.ndarray:
    """The cheapest values ≥ 0 with rows · x ≤ bounds and equal · x = 0."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    def matrix(rows: list[Row]) -> object:
        entries = [(i, j, x) for i, row in enumerate(rows) for j, x in row]
        i, j, x = zip(*entries, strict=True) if entries else ((), (), ())
        return coo_array((x, (i, j)), shape=(len(rows), len(cost))).tocsr()

    found = linprog(
        cost,
        A_ub=matrix(inequalities) if inequalities else None,
        b_ub=bounds if inequalities else None,
        A_eq=matrix(equal) if equal else None,
        b_eq=[0.0] * len(equal) if equal else None,
        bounds=(0, None),
        method="highs",
    )
    if found.x is None:
        raise AssertionError(f"a layered drawing always has a solution: {found.message}")
    solution: np.ndarray = found.x
    return solution
