"""The lines of a layered drawing: from box to box through the places kept free for them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from verwaltung_mining.process_model.chains import Chains
from verwaltung_mining.process_model.trees import Path

PORT_GAP = 14.0
"""Distance of two paths that end at the same side of a box, in points."""
PORT_SHARE = 0.42
"""Share of a box's width, on each side of its middle, in which paths may end."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Room that a box or a label takes, in points; `beside` is extra room on its right."""

    width: float
    height: float
    beside: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heights:
    """Vertical extent of each row, in points, y downward."""

    top: list[float]
    middle: list[float]
    bottom: list[float]

    @classmethod
    def of(cls, rows: Sequence[Sequence[float]], *, gap: float) -> "Heights":
        """Rows below each other, each as high as the highest of its nodes."""
        top, bottom = [], []
        y = 0.0
        for heights in rows:
            top.append(y)
            bottom.append(y + max(heights, default=0.0))
            y = bottom[-1] + gap
        middle = [(a + b) / 2 for a, b in zip(top, bottom, strict=True)]
        return cls(top=top, middle=middle, bottom=bottom)


def routed(
    chains: Chains,
    places: Mapping[int, Point],
    sizes: Mapping[int, Size],
    heights: Heights,
    main: Sequence[int],
) -> dict[Path, tuple[Point, ...]]:
    """Path → its points, from source to target."""
    shifts = _port_shifts(chains, places, sizes, frozenset(pairwise(main)))
    row_of = {v: r for r, row in enumerate(chains.rows) for v in row}
    routes = {}
    for path, chain in chains.of.items():
        upper, lower = chain[0], chain[-1]
        x_upper = places[upper][0] + shifts[path, upper]
        x_lower = places[lower][0] + shifts[path, lower]
        points = [
            (x_upper, places[upper][1] + sizes[upper].height / 2),
            (x_upper, heights.bottom[row_of[upper]]),
        ]
        for v in chain[1:-1]:
            r = row_of[v]
            points += [(places[v][0], heights.top[r]), (places[v][0], heights.bottom[r])]
        points += [
            (x_lower, heights.top[row_of[lower]]),
            (x_lower, places[lower][1] - sizes[lower].height / 2),
        ]
        routes[path] = _without_repeats(points[::-1] if path in chains.back else points)
    return routes


def _port_shifts(
    chains: Chains,
    places: Mapping[int, Point],
    sizes: Mapping[int, Size],
    main: frozenset[Path],
) -> dict[tuple[Path, int], float]:
    """How far from a box's middle each path ends: side by side, the main path in the middle."""
    sides: defaultdict[tuple[int, bool], list[tuple[float, Path]]] = defaultdict(list)
    for path, chain in chains.of.items():
        sides[chain[0], False].append((places[chain[1]][0], path))
        sides[chain[-1], True].append((places[chain[-2]][0], path))
    shifts = {}
    for (node, _), ends in sides.items():
        ends.sort()
        middle = next((i for i, (_, p) in enumerate(ends) if p in main), (len(ends) - 1) / 2)
        furthest = max(middle, len(ends) - 1 - middle)
        gap = min(PORT_GAP, sizes[node].width * PORT_SHARE / furthest) if furthest else 0.0
        for i, (_, path) in enumerate(ends):
            shifts[path, node] = (i - middle) * gap
    return shifts


def _without_repeats(points: Sequence[Point]) -> tuple[Point, ...]:
    return tuple(p for i, p in enumerate(points) if i == 0 or p != points[i - 1])
