"""The picture of a map says what it shows, survives any label and is always the same."""

import pytest
from lxml import etree
from matplotlib import rc_context
from matplotlib.textpath import TextPath
from tests.process_model.processes import LABELS, NO_TRANSITIONS, PERMIT, Routes, graph_of, table

from verwaltung_mining.process_model.drawing import Format, draw_map
from verwaltung_mining.process_model.graph import ProcessGraph, process_graph, withheld
from verwaltung_mining.process_model.main_paths import main_paths
from verwaltung_mining.process_model.map_labels import (
    BOX_WIDTH,
    FONT_SIZE,
    PADDING,
    caption,
    legend,
)
from verwaltung_mining.process_model.map_plan import map_plan
from verwaltung_mining.texts import SECTION, Language

SVG = "{http://www.w3.org/2000/svg}"
NASTY = (
    "<script>alert(1)</script>",
    "Prüfung 🦄 建築 $x_1$ & Co",
    "a\nb\x00c",
    "=HYPERLINK(1)",
    "x" * 400,
)


def svg_of(graph: ProcessGraph, language: Language = "de") -> etree._Element:
    return etree.fromstring(draw_map(graph, title="Bauantrag", language=language, form="svg"))


def texts_of(graph: ProcessGraph, language: Language = "de") -> list[str]:
    return ["".join(text.itertext()) for text in svg_of(graph, language).iter(f"{SVG}text")]


def labelled(labels: tuple[str, ...], found: Routes = PERMIT) -> ProcessGraph:
    return process_graph(NO_TRANSITIONS, table(found), labels)


def test_box_says_activity_and_count() -> None:
    assert {"Prüfen", "128", "Start", "Ende"} <= set(texts_of(graph_of(PERMIT)))


def test_path_says_count_and_median_in_a_fitting_unit() -> None:
    graph = graph_of([((0, 1, 2), 2400)], p0_1=3.14, p1_2=0.0004)
    assert {"2.400 · 3,1 Tage", "2.400 · 35 s"} <= set(texts_of(graph))
    assert {"2,400 · 3.1 days", "2,400 · 35 s"} <= set(texts_of(graph, "en"))


def test_picture_says_that_and_how_far_it_is_simplified() -> None:
    graph = main_paths(graph_of([((0, 1, 2), 90), ((0, 2), 10)]), share=0.9)
    said = " ".join(texts_of(graph, "en"))
    assert "3 of 3 activities (100% of events), 4 of 5 paths between them (97% of moves)." in said


def test_caption_speaks_german() -> None:
    said = caption(graph_of(PERMIT), "de")
    assert said.startswith("5 von 5 Aktivitäten (100\u202f% der Ereignisse), 9 von 9 Wegen")


def test_withheld_figures_are_drawn_as_less_than_the_minimum() -> None:
    said = texts_of(withheld(graph_of(PERMIT, p1_1=1.0), minimum=10))
    assert "< 10" in said
    assert not any("1 Tag" in text for text in said)


def test_map_whose_figures_are_all_withheld_can_be_drawn() -> None:
    said = texts_of(withheld(graph_of(PERMIT), minimum=1000))
    assert "Prüfen" in said
    assert said.count("< 1000") == 5 + 9


def test_frequent_paths_are_thick_and_paths_back_dashed() -> None:
    arrows = {a.label: a for a in map_plan(graph_of(PERMIT), "en").arrows}
    assert arrows["100"].width > arrows["25"].width > arrows["3"].width
    lines = [path.get("style") for path in svg_of(graph_of(PERMIT)).iter(f"{SVG}path")]
    dashed = [style for style in lines if "stroke-dasharray" in (style or "")]
    assert len(dashed) == sum(a.back for a in arrows.values()) == 2


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_no_label_breaks_the_picture(form: Format) -> None:
    graph = labelled(NASTY)
    assert draw_map(graph, title=NASTY[0] + NASTY[1] + NASTY[2], language="de", form=form)


def test_label_from_the_export_is_text_and_never_markup() -> None:
    svg = svg_of(labelled(NASTY))
    assert {etree.QName(e).localname for e in svg.iter(etree.Element)}.isdisjoint({"script", "a"})
    said = texts_of(labelled(NASTY))
    assert "<script>alert(1)</scri" in said
    assert "a b c" in said
    assert any("$x_1$" in text for text in said)


def test_log_without_cases_gives_a_picture() -> None:
    assert {"Start", "Ende"} <= set(texts_of(graph_of([])))


def test_labels_fit_their_boxes() -> None:
    wide = (*(label.upper() for label in LABELS[:4]), "GENEHMIGUNG MIT AUFLAGEN ERTEILEN")
    for box in map_plan(labelled(wide), "de").boxes:
        for line in box.lines:
            width = TextPath((0, 0), line, size=FONT_SIZE).get_extents().width
            assert width <= BOX_WIDTH - PADDING


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_same_graph_gives_the_same_bytes_whatever_the_reader_has_set(form: Format) -> None:
    graph = graph_of(PERMIT, p0_1=1.0)
    once = draw_map(graph, title="Bauantrag", language="de", form=form)
    with rc_context({"font.size": 20, "savefig.bbox": "tight", "text.color": "red"}):
        again = draw_map(graph, title="Bauantrag", language="de", form=form)
    assert once == again


def test_files_hold_neither_clock_nor_program() -> None:
    for form, unwanted in (("svg", b"dc:date"), ("pdf", b"CreationDate"), ("png", b"Software")):
        drawn = draw_map(graph_of(PERMIT), title="t", language="de", form=form)
        assert unwanted not in drawn
        assert b"atplotlib" not in drawn


@pytest.mark.parametrize(("language", "name"), [
    ("de", "[Abschnitt, zurückgehalten]"), ("en", "[section, withheld]"),
])  # fmt: skip
def test_withheld_step_speaks_the_language_and_is_explained(language: Language, name: str) -> None:
    graph = labelled((SECTION, *LABELS[1:]))
    drawn = " ".join(texts_of(graph, language))
    assert SECTION not in drawn
    assert drawn.count(name) == 1 + legend(graph, language).count(f"{name}: ")
    assert f"{name}: " in legend(graph, language)
    assert name not in legend(labelled(LABELS), language)
