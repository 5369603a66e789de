"""The static process map as SVG or PNG, drawn from released figures only."""

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal
from warnings import catch_warnings, filterwarnings

from verwaltung_mining.process_model.graph import ProcessGraph
from verwaltung_mining.process_model.map_labels import (
    FONT_SIZE,
    LINE_HEIGHT,
    PATH_FONT_SIZE,
    caption,
    legend,
)
from verwaltung_mining.process_model.map_plan import Arrow, Box, MapPlan, map_plan
from verwaltung_mining.process_model.routes import Point
from verwaltung_mining.process_model.wording import lines_of
from verwaltung_mining.texts import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Format = Literal["svg", "png", "pdf"]

MARGIN = 14.0
TITLE_SIZE = 11.0
NARROWEST = 380.0
"""Width that title and caption need, in points."""
PNG_DOTS_PER_INCH = 150
POINTS_PER_INCH = 72
ARROW_LENGTH = 5.0
"""Head of the thinnest arrow, in points; thicker ones grow with their line."""
CHARACTERS_PER_POINT = 0.19
"""How many letters of the notes stand in one point of width; a little more room than they need."""

UNWANTED: Final[dict[Format, tuple[str, ...]]] = {
    "svg": ("Date", "Creator"),
    "png": ("Software",),
    "pdf": ("CreationDate", "Creator", "Producer"),
}
"""What matplotlib would write about clock and programs into each kind of file."""

DASHES = (6.0, 3.0)
"""Length of a dash and of a gap, in points, whatever the width of the line."""

INK, WHITE = "#1d2b36", "#ffffff"
PATH_COLOUR, BACK_COLOUR, BORDER, TERMINAL = "#5b6770", "#8a4a9e", "#33475b", "#e4e7ea"
PALE, DARK = (0.90, 0.94, 0.98), (0.10, 0.38, 0.65)
WHITE_TEXT_FROM = 0.55
"""Strength from which a box is so dark that its text is white."""

FIXED_STYLE: Final = {
    "svg.hashsalt": "verwaltung-mining",
    "svg.fonttype": "none",
    "font.family": ["sans-serif"],
    "text.usetex": False,
    "text.parse_math": False,
    "path.simplify": False,
    "lines.scale_dashes": False,
}
"""Whatever a reader has in matplotlibrc, the picture is the same."""


def draw_map(graph: ProcessGraph, *, title: str, language: Language, form: Format) -> bytes:
    """A picture of the graph; the same graph gives the same bytes.

    Draws every figure it is given: withhold first what is not released (`graph.withheld`).
    """
    from matplotlib import style

    plan = map_plan(graph, language)
    with style.context(dict(FIXED_STYLE), after_reset=True), catch_warnings():
        # Drawn as an empty box; in an SVG the character itself stays.
        filterwarnings("ignore", message="Glyph .* missing from font", category=UserWarning)
        figure, axes = _page(plan, title, [caption(graph, language), legend(graph, language)])
        for arrow in plan.arrows:
            _draw_arrow(axes, arrow)
        for box in plan.boxes:
            _draw_box(axes, box)
        for arrow in plan.arrows:
            _draw_label(axes, arrow)
        return _saved(figure, form)


def _page(plan: MapPlan, title: str, notes: Sequence[str]) -> "tuple[Figure, Axes]":
    """A page in points with its title and caption, the map centred below them."""
    from matplotlib.figure import Figure

    width = max(plan.width, NARROWEST)
    most = int(width * CHARACTERS_PER_POINT)
    head = [line for note in notes for line in lines_of(note, width=most, most=3)]
    above = TITLE_SIZE * 1.6 + len(head) * LINE_HEIGHT + MARGIN
    page = (width + 2 * MARGIN, above + plan.height + 2 * MARGIN)
    figure = Figure(figsize=(page[0] / POINTS_PER_INCH, page[1] / POINTS_PER_INCH))
    axes = figure.add_axes((0, 0, 1, 1))
    left = -MARGIN - (width - plan.width) / 2
    axes.set_xlim(left, left + page[0])
    axes.set_ylim(plan.height + MARGIN, -above - MARGIN)
    axes.axis("off")
    x, y = left + MARGIN, -above
    first = lines_of(title, width=int(most * FONT_SIZE / TITLE_SIZE), most=1)[0]
    axes.text(x, y, first, fontsize=TITLE_SIZE, weight="bold", color=INK, va="top")
    for i, line in enumerate(head):
        axes.text(
            x, y + TITLE_SIZE * 1.6 + i * LINE_HEIGHT, line, fontsize=FONT_SIZE, color=INK, va="top"
        )
    return figure, axes


def _draw_arrow(axes: "Axes", arrow: Arrow) -> None:
    from matplotlib.patches import PathPatch, Polygon
    from matplotlib.path import Path

    length = ARROW_LENGTH + arrow.width
    tip, shaft = _head(arrow, length)
    points = [*arrow.points[:-1], shaft]
    vertices, codes = [points[0]], [Path.MOVETO]
    for a, b in pairwise(points):
        vertices += [*_tangents(a, b, arrow), b]
        codes += [Path.CURVE4] * 3
    colour = BACK_COLOUR if arrow.back else PATH_COLOUR
    axes.add_patch(
        PathPatch(
            Path(vertices, codes),
            fill=False,
            edgecolor=colour,
            linewidth=arrow.width,
            linestyle=(0, DASHES) if arrow.back else "-",
            capstyle="butt",
            zorder=1,
        )
    )
    half = length * 0.55
    across = (0.0, half) if arrow.loop else (half, 0.0)
    corners = [
        tip,
        (shaft[0] + across[0], shaft[1] + across[1]),
        (shaft[0] - across[0], shaft[1] - across[1]),
    ]
    axes.add_patch(Polygon(corners, closed=True, facecolor=colour, linewidth=0, zorder=2))


def _head(arrow: Arrow, length: float) -> tuple[Point, Point]:
    """Where the arrow's head ends and begins."""
    (x, y), before = arrow.points[-1], arrow.points[-2]
    if arrow.loop:
        return (x, y), (x + length, y)
    return (x, y), (x, y - length if y > before[1] else y + length)


def _tangents(a: Point, b: Point, arrow: Arrow) -> list[Point]:
    """The two control points of a curve: vertical, or for a loop, horizontal at the box."""
    if arrow.loop:
        outermost = arrow.points[1]
        return [(outermost[0], a[1]), (outermost[0], b[1])]
    middle = (a[1] + b[1]) / 2
    return [(a[0], middle), (b[0], middle)]


def _draw_box(axes: "Axes", box: Box) -> None:
    from matplotlib.patches import FancyBboxPatch

    x, y = box.centre
    radius = box.height / 2 if box.terminal else 3.0
    fill = (
        TERMINAL
        if box.terminal
        else tuple(p + (d - p) * box.strength for p, d in zip(PALE, DARK, strict=True))
    )
    axes.add_patch(
        FancyBboxPatch(
            (x - box.width / 2, y - box.height / 2),
            box.width,
            box.height,
            boxstyle=f"round,pad=0,rounding_size={radius}",
            facecolor=fill,
            edgecolor=BORDER,
            linewidth=0.8,
            zorder=3,
        )
    )
    _draw_lines(axes, box)


def _draw_lines(axes: "Axes", box: Box) -> None:
    x, y = box.centre
    white = box.strength >= WHITE_TEXT_FROM and not box.terminal
    for i, line in enumerate(box.lines):
        axes.text(
            x,
            y + (i - (len(box.lines) - 1) / 2) * LINE_HEIGHT,
            line,
            ha="center",
            va="center",
            fontsize=FONT_SIZE,
            color=WHITE if white else INK,
            zorder=4,
            weight="bold" if i == len(box.lines) - 1 and not box.terminal else "normal",
        )


def _draw_label(axes: "Axes", arrow: Arrow) -> None:
    from matplotlib.patches import Rectangle

    x, y = arrow.label_centre
    width, height = arrow.label_size.width, arrow.label_size.height
    if not arrow.loop:
        axes.add_patch(
            Rectangle(
                (x - width / 2, y - height / 2),
                width,
                height,
                facecolor=WHITE,
                linewidth=0,
                zorder=2.5,
            )
        )
    axes.text(
        x, y, arrow.label, ha="center", va="center", fontsize=PATH_FONT_SIZE, color=INK, zorder=4
    )


def _saved(figure: "Figure", form: Format) -> bytes:
    file = BytesIO()
    dpi = PNG_DOTS_PER_INCH if form == "png" else POINTS_PER_INCH
    figure.savefig(file, format=form, dpi=dpi, metadata=dict.fromkeys(UNWANTED[form]))
    return file.getvalue()
