"""A process map as plain shapes: boxes, arrows, labels, all in points."""

from dataclasses import dataclass
from math import sqrt

from verwaltung_mining.process_model import map_labels as words
from verwaltung_mining.process_model.graph import END, START, Edge, ProcessGraph
from verwaltung_mining.process_model.layout import Layout, layered
from verwaltung_mining.process_model.routes import Point, Size
from verwaltung_mining.texts import Language

THINNEST, THICKEST = 0.8, 6.0
"""Width of the rarest and of the most frequent path, in points."""
NEUTRAL = 1.8
"""Width of a path whose figure is withheld to shield another: it says nothing, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An activity, the start or the end; `strength` is its share of the most frequent one."""

    centre: Point
    width: float
    height: float
    lines: tuple[str, ...]
    strength: float
    terminal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A path; between two points it leaves and arrives vertically, a loop sideways."""

    points: tuple[Point, ...]
    width: float
    back: bool
    loop: bool
    label: str
    label_centre: Point
    label_size: Size


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlan:
    """Everything a picture of a process needs."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    """Rare paths first, so that frequent ones are drawn over them."""
    width: float
    height: float
    crossings: int


def map_plan(graph: ProcessGraph, language: Language) -> MapPlan:
    """The shapes of a graph's map."""
    lines = {n.activity: words.box_lines(n, graph, language) for n in graph.nodes}
    labels = {(e.source, e.target): words.path_label(e, graph, language) for e in graph.edges}
    lines |= {t: words.terminal_lines(t, language) for t in (START, END)}
    sizes = {
        v: words.box_size(text, terminal=v in (START, END), loop=labels.get((v, v)))
        for v, text in sorted(lines.items())
    }
    label_sizes = {path: words.path_label_size(label) for path, label in labels.items()}
    weights = {(e.source, e.target): float(e.count or 0) for e in graph.edges}
    layout = layered(weights, sizes, label_sizes)
    return MapPlan(
        boxes=_boxes(graph, layout, sizes, lines),
        arrows=tuple(
            _arrow(edge, graph, layout, sizes, labels[edge.source, edge.target])
            for edge in sorted(graph.edges, key=lambda e: (e.count or 0, e.source, e.target))
        ),
        width=layout.width,
        height=layout.height,
        crossings=layout.crossings,
    )


def _boxes(
    graph: ProcessGraph,
    layout: Layout,
    sizes: dict[int, Size],
    lines: dict[int, tuple[str, ...]],
) -> tuple[Box, ...]:
    most = max((n.count or 0 for n in graph.nodes), default=0) or 1
    counts = {n.activity: n.count or 0 for n in graph.nodes}
    return tuple(
        Box(
            centre=layout.places[v],
            width=sizes[v].width,
            height=sizes[v].height,
            lines=lines[v],
            strength=counts.get(v, 0) / most,
            terminal=v in (START, END),
        )
        for v in sorted(lines)
    )


def _arrow(
    edge: Edge, graph: ProcessGraph, layout: Layout, sizes: dict[int, Size], label: str
) -> Arrow:
    path = (edge.source, edge.target)
    loop = edge.source == edge.target
    size = words.path_label_size(label)
    most = max((e.count or 0 for e in graph.edges), default=0) or 1
    points = _loop(layout.places[edge.source], sizes[edge.source]) if loop else layout.routes[path]
    beside = (points[0][0] + words.LOOP_LABEL + size.width / 2, points[1][1]) if loop else None
    return Arrow(
        points=points,
        width=NEUTRAL
        if edge.shields
        else THINNEST + (THICKEST - THINNEST) * sqrt((edge.count or 0) / most),
        back=loop or path in layout.back,
        loop=loop,
        label=label,
        label_centre=beside or layout.labels[path],
        label_size=size,
    )


def _loop(centre: Point, size: Size) -> tuple[Point, ...]:
    """Out of the box's right side and back into it."""
    edge, (_, y) = centre[0] + size.width / 2, centre
    reach = size.height / 4
    return ((edge, y - reach), (edge + words.LOOP_REACH, y), (edge, y + reach))
