"""A layered drawing plan of a process graph: where each box stands and each path runs.

Top to bottom, start above, end below, the main path on one vertical line. Every path passes a
place of its own for its label, so that neither boxes nor labels ever lie on each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from verwaltung_mining.process_model.chains import Chains, chained
from verwaltung_mining.process_model.crossings import Link, crossings, ordered
from verwaltung_mining.process_model.direction import main_path
from verwaltung_mining.process_model.placement import columns_of
from verwaltung_mining.process_model.routes import Heights, Point, Size, routed
from verwaltung_mining.process_model.trees import Path, Weights

GAP_BESIDE = 12.0
"""Free space between neighbours of a row, in points."""
GAP_BELOW = 19.0
"""Free space between rows, in points; a path crosses two of them and its label's row."""
STRAIGHTER = 40.0
"""How much more the strongest path is pulled straight than the weakest."""
PULL_BY_STAND_INS = (1.0, 2.0, 8.0)
"""Pull of a link with none, one or two stand-ins: long paths first (Gansner et al. 1993, 4.1)."""
STAND_IN = Size(width=8.0, height=0.0)
"""Room for a path that passes a row, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Places in points, from the top left corner, y downward."""

    places: dict[int, Point]
    """Node → centre of its box."""
    routes: dict[Path, tuple[Point, ...]]
    """Path → points from source to target; between two of them run vertical tangents."""
    labels: dict[Path, Point]
    """Path → centre of its label."""
    back: frozenset[Path]
    """Paths against the main direction."""
    main: tuple[int, ...]
    """Nodes of the main path."""
    width: float
    height: float
    crossings: int


def layered(weights: Weights, boxes: Mapping[int, Size], labels: Mapping[Path, Size]) -> Layout:
    """The layout of a graph with weighted paths; a path from a node to itself is left out."""
    main = main_path(weights)
    chains = chained(weights, boxes)
    sizes = {v: boxes.get(v, STAND_IN) for row in chains.rows for v in row}
    sizes |= {v: labels.get(path, STAND_IN) for path, v in chains.labels.items()}
    rows = ordered(chains.rows, chains.links)
    x = columns_of(
        rows,
        _pulls(chains, boxes),
        {v: (size.width / 2, size.width / 2 + size.beside) for v, size in sizes.items()},
        gap=GAP_BESIDE,
        straight=_along(main, chains),
    )
    left = min(x[v] - sizes[v].width / 2 for v in x)
    right = max(x[v] + sizes[v].width / 2 + sizes[v].beside for v in x)
    heights = Heights.of([[sizes[v].height for v in row] for row in rows], gap=GAP_BELOW)
    row_of = {v: r for r, row in enumerate(rows) for v in row}
    places = {v: (x[v] - left, heights.middle[row_of[v]]) for v in x}
    return Layout(
        places={v: places[v] for v in boxes},
        routes=routed(chains, places, sizes, heights, main),
        labels={path: places[v] for path, v in chains.labels.items()},
        back=chains.back,
        main=main,
        width=right - left,
        height=heights.bottom[-1],
        crossings=crossings(rows, chains.links),
    )


def _pulls(chains: Chains, boxes: Mapping[int, Size]) -> dict[Link, float]:
    """How strongly the two ends of each link want to stand above each other."""
    strongest = max(chains.links.values(), default=0.0) or 1.0
    return {
        (a, b): PULL_BY_STAND_INS[(a not in boxes) + (b not in boxes)]
        * (1 + STRAIGHTER * sqrt(weight / strongest))
        for (a, b), weight in chains.links.items()
    }


def _along(main: tuple[int, ...], chains: Chains) -> list[int]:
    """The nodes and stand-ins of the main path, from row to row."""
    steps = [chains.of[path][1:] for path in pairwise(main)]
    return [*main[:1], *(v for step in steps for v in step)]
