"""What a process map says on its boxes, on its paths and below itself, and the room that takes."""

from collections.abc import Sequence

from verwaltung_mining.process_model.graph import END, START, Edge, Node, ProcessGraph
from verwaltung_mining.process_model.routes import Size
from verwaltung_mining.process_model.wording import lines_of
from verwaltung_mining.texts import (
    SECTION,
    Language,
    Text,
    count,
    percent,
    short_duration,
    step_name,
)

FONT_SIZE = 8.0
"""Points; the same on paper, because a map is never scaled up to fill a page."""
PATH_FONT_SIZE = 7.0
CHARACTER_WIDTH = 0.62
"""Width of a digit of DejaVu Sans as a share of the font size; on average of small letters too."""
CAPITAL_WIDTH = 0.7
"""The same for capital letters: what a label in a box must have room for."""
LINE_HEIGHT = 11.0
LABEL_CHARACTERS = 22
LABEL_LINES = 3
PADDING = 5.0
BOX_WIDTH = LABEL_CHARACTERS * CAPITAL_WIDTH * FONT_SIZE + 2 * PADDING
TERMINAL_WIDTH = 90.0
LOOP_REACH = 16.0
"""How far the arrow from a box back to itself swings out, in points."""
LOOP_LABEL = 21.0
"""Where its label begins, in points from the box."""

START_LABEL = Text(de="Start", en="Start")
END_LABEL = Text(de="Ende", en="End")

NO_FIGURE = "–"
ON_A_PATH = Text(
    de="Zahl am Weg: Häufigkeit · Median der Dauer. Gestrichelt: zurück.",
    en="On a path: how often · median time. Dashed: back.",
)
FEW = Text(
    de="< {minimum}: in weniger als {minimum} Fällen.",
    en="< {minimum}: in fewer than {minimum} cases.",
)
SHIELDING = Text(
    de="–: nicht angegeben, damit sich eine kleine Zahl nicht errechnen lässt.",
    en="–: not shown, so that no small figure can be computed.",
)
WITHHELD_STEPS = Text(
    de="{section}: Schritte am Anfang oder Ende, an denen zu wenige Personen arbeiten.",
    en="{section}: first or last steps that too few persons work on.",
)


def box_lines(node: Node, graph: ProcessGraph, language: Language) -> tuple[str, ...]:
    """An activity's label, wrapped, and below it how often it happens."""
    label = lines_of(step_name(node.label, language), width=LABEL_CHARACTERS, most=LABEL_LINES)
    return (*label, _figure(node, graph, language))


def terminal_lines(terminal: int, language: Language) -> tuple[str, ...]:
    """Start or end."""
    return ({START: START_LABEL, END: END_LABEL}[terminal].in_language(language),)


def path_label(edge: Edge, graph: ProcessGraph, language: Language) -> str:
    """How often a path is taken, and the median time it takes."""
    often = _figure(edge, graph, language)
    if edge.median_seconds is None:
        return often
    return f"{often} · {short_duration(edge.median_seconds, language)}"


def path_label_size(label: str) -> Size:
    """Room for a path's label."""
    return Size(width=_width(label), height=LINE_HEIGHT)


def box_size(lines: Sequence[str], *, terminal: bool, loop: str | None) -> Size:
    """Room for a box, and beside it for its arrow back to itself."""
    return Size(
        width=TERMINAL_WIDTH if terminal else BOX_WIDTH,
        height=len(lines) * LINE_HEIGHT + 2 * PADDING,
        beside=LOOP_LABEL + _width(loop) if loop is not None else 0.0,
    )


def caption(graph: ProcessGraph, language: Language) -> str:
    """What part of the process a map shows.

    >>> graph = ProcessGraph(nodes=(), edges=(), all_activities=27, all_paths=114,
    ...                      event_share=0.96, path_share=0.83)
    >>> caption(graph, "en")
    '0 of 27 activities (96% of events), 0 of 114 paths between them (83% of moves).'
    """
    shown, paths = count(len(graph.nodes), language), count(len(graph.edges), language)
    activities, all_paths = count(graph.all_activities, language), count(graph.all_paths, language)
    events = percent(graph.event_share, language, digits=0)
    moves = percent(graph.path_share, language, digits=0)
    return Text(
        de=f"{shown} von {activities} Aktivitäten ({events} der Ereignisse), "
        f"{paths} von {all_paths} Wegen zwischen ihnen ({moves} der Übergänge).",
        en=f"{shown} of {activities} activities ({events} of events), "
        f"{paths} of {all_paths} paths between them ({moves} of moves).",
    ).in_language(language)


def legend(graph: ProcessGraph, language: Language) -> str:
    """How to read a map, with the signs that occur in it."""
    figures: list[Node | Edge] = [*graph.nodes, *graph.edges]
    withheld = [figure for figure in figures if figure.count is None]
    texts = [ON_A_PATH.in_language(language)]
    if any(not figure.shields for figure in withheld):
        texts.append(FEW.in_language(language).format(minimum=graph.minimum))
    if any(figure.shields for figure in withheld):
        texts.append(SHIELDING.in_language(language))
    if any(node.label == SECTION for node in graph.nodes):
        section = step_name(SECTION, language)
        texts.append(WITHHELD_STEPS.in_language(language).format(section=section))
    return " ".join(texts)


def _figure(shown: Node | Edge, graph: ProcessGraph, language: Language) -> str:
    if shown.count is not None:
        return count(shown.count, language)
    return NO_FIGURE if shown.shields else f"< {graph.minimum}"


def _width(text: str) -> float:
    return len(text) * CHARACTER_WIDTH * PATH_FONT_SIZE + 2
