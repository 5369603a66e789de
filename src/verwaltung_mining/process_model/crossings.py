"""The order of the nodes within each row, chosen so that few paths cross."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

Rows = list[list[int]]
Link = tuple[int, int]
"""Two nodes in neighbouring rows, the upper one first."""

SWEEPS = 8
"""Passes down and up; later ones changed nothing on maps of 14, 18 and 40 activities."""


def ordered(rows: Sequence[Sequence[int]], links: Iterable[Link]) -> Rows:
    """The rows, each in an order with few crossings.

    From two depth-first orders, one from above and one from below, sweeps sort each row by the
    mean place of its neighbours; neighbours in a row swap where that helps. Source: Gansner et al.
    1993, section 3.

    >>> ordered([[1, 2], [3, 4]], [(1, 4), (2, 3)])
    [[1, 2], [4, 3]]
    """
    known = sorted(links)
    up, down = _neighbours(known)
    candidates = [[list(row) for row in rows]]
    for start in (_depth_first(rows, down), _depth_first(rows[::-1], up)[::-1]):
        current = start
        candidates.append(current)
        for sweep in range(SWEEPS):
            current = _swept(current, up if sweep % 2 == 0 else down, downward=sweep % 2 == 0)
            current = _swapped(current, up, down)
            candidates.append(current)
    return min(candidates, key=lambda found: crossings(found, known))


def crossings(rows: Sequence[Sequence[int]], links: Iterable[Link]) -> int:
    """How many pairs of links cross.

    >>> crossings([[1, 2], [3, 4]], [(1, 4), (2, 3)])
    1
    """
    place = {v: (r, i) for r, row in enumerate(rows) for i, v in enumerate(row)}
    by_row: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for upper, lower in links:
        by_row[place[upper][0]].append((place[upper][1], place[lower][1]))
    total = 0
    for pairs in by_row.values():
        pairs.sort()
        total += sum(
            a[0] < b[0] and a[1] > b[1] for i, a in enumerate(pairs) for b in pairs[i + 1 :]
        )
    return total


def _neighbours(links: Sequence[Link]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    up: defaultdict[int, list[int]] = defaultdict(list)
    down: defaultdict[int, list[int]] = defaultdict(list)
    for upper, lower in links:
        up[lower].append(upper)
        down[upper].append(lower)
    return dict(up), dict(down)


def _depth_first(rows: Sequence[Sequence[int]], following: dict[int, list[int]]) -> Rows:
    """Each row in the order in which a depth-first walk from the first row meets its nodes."""
    met: dict[int, int] = {}
    for row in rows:
        to_visit = [v for v in reversed(row) if v not in met]
        while to_visit:
            node = to_visit.pop()
            if node not in met:
                met[node] = len(met)
                to_visit += reversed(following.get(node, []))
    return [sorted(row, key=lambda v: met[v]) for row in rows]


def _swept(rows: Rows, neighbours: dict[int, list[int]], *, downward: bool) -> Rows:
    """Each row sorted by the mean place of its neighbours in the row before."""
    swept = [list(row) for row in rows]
    sequence = range(1, len(rows)) if downward else range(len(rows) - 2, -1, -1)
    for r in sequence:
        place = {v: i for i, v in enumerate(swept[r - 1 if downward else r + 1])}
        mean: dict[int, float] = {}
        for i, v in enumerate(swept[r]):
            near = [place[u] for u in neighbours.get(v, ())]
            mean[v] = sum(near) / len(near) if near else float(i)
        swept[r].sort(key=lambda v: mean[v])
    return swept


def _swapped(rows: Rows, up: dict[int, list[int]], down: dict[int, list[int]]) -> Rows:
    """Neighbours in a row change places as long as that removes crossings."""
    rows = [list(row) for row in rows]
    place = {v: i for row in rows for i, v in enumerate(row)}

    def saved(left: int, right: int) -> int:
        pairs = [
            (place[a], place[b])
            for near in (up, down)
            for a in near.get(left, ())
            for b in near.get(right, ())
        ]
        return sum((a > b) - (a < b) for a, b in pairs)

    for _ in range(SWEEPS):
        changed = False
        for row in rows:
            for i in range(len(row) - 1):
                left, right = row[i], row[i + 1]
                if saved(left, right) > 0:
                    row[i], row[i + 1] = right, left
                    place[left], place[right] = i + 1, i
                    changed = True
        if not changed:
            break
    return rows
