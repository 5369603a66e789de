"""No figure of the process map can be had by subtraction."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.process_model.graph import END, START, ProcessGraph, process_graph, withheld
from verwaltung_mining.process_model.map_labels import legend, path_label
from verwaltung_mining.process_model.map_plan import NEUTRAL, map_plan
from verwaltung_mining.release import PrivacySettings, opened
from verwaltung_mining.release.flows import without_single_gaps
from verwaltung_mining.release.process import release_graph

LEAST = PrivacySettings().min_cases
TRANSITIONS = pl.DataFrame(
    schema={"source": pl.UInt16, "target": pl.UInt16, "median": pl.Duration("us")}
)
variants = st.lists(
    st.tuples(st.lists(st.integers(0, 3), min_size=1, max_size=4).map(tuple), st.integers(1, 30)),
    min_size=1, max_size=5, unique_by=lambda variant: variant[0],
)  # fmt: skip


def graph(*routes: tuple[tuple[int, ...], int]) -> ProcessGraph:
    found = pl.DataFrame(routes, schema=["activities", "cases"], orient="row")
    return process_graph(TRANSITIONS, found, "ABCD")


def counts(released: ProcessGraph) -> dict[tuple[int, int], int | None]:
    return {(edge.source, edge.target): edge.count for edge in released.edges}


def test_single_rare_path_takes_the_smallest_other_one_with_it() -> None:
    whole = graph(((0, 1, 3), 50), ((0, 2, 3), 20), ((0, 3), 5))
    shown = counts(without_single_gaps(withheld(whole, minimum=LEAST), whole, cases=75))
    assert shown[0, 3] is None
    assert shown[0, 2] is None
    assert shown[0, 1] == 50


def test_what_is_withheld_to_shield_another_figure_is_not_called_small() -> None:
    whole = graph(((0, 1, 3), 500), ((0, 2, 3), 53), ((0, 3), 5))
    released = opened(release_graph(whole, PrivacySettings(), cases=558))
    labels = {(e.source, e.target): path_label(e, released, "de") for e in released.edges}
    assert labels[0, 3] == "< 10"
    assert labels[0, 2] == "–"
    assert [e.shields for e in released.edges if e.count is not None] == [False] * 4
    widths = {arrow.label: arrow.width for arrow in map_plan(released, "de").arrows}
    assert widths["–"] == NEUTRAL
    assert "–: nicht angegeben" in legend(released, "de")


def test_legend_explains_only_the_signs_that_occur() -> None:
    plain = opened(release_graph(graph(((0, 1), 50)), PrivacySettings(), cases=50))
    assert "–" not in legend(plain, "de")
    assert "<" not in legend(plain, "de")


def test_count_of_an_activity_goes_where_its_only_path_is_withheld() -> None:
    whole = graph(((0,), 5), ((1,), 50))
    shown = without_single_gaps(withheld(whole, minimum=LEAST), whole, cases=55)
    assert counts(shown)[START, 1] is None
    assert [node.count for node in shown.nodes] == [None, None]


def test_rare_path_stays_alone_where_other_paths_are_not_drawn() -> None:
    whole = graph(((0, 1), 50), ((0, 2), 20), ((0, 3), 5))
    main = ProcessGraph(
        nodes=whole.nodes, edges=tuple(e for e in whole.edges if e.target != 2),
        all_activities=4, all_paths=whole.all_paths, event_share=1.0, path_share=0.9,
    )  # fmt: skip
    shown = counts(without_single_gaps(withheld(main, minimum=LEAST), main, cases=75))
    assert shown[0, 3] is None
    assert shown[0, 1] == 50


@given(variants)
def test_no_side_of_an_activity_has_a_single_gap(routes: list[tuple[tuple[int, ...], int]]) -> None:
    cases = sum(n for _, n in routes)
    if cases < LEAST:
        return
    whole = graph(*routes)
    released = opened(release_graph(whole, PrivacySettings(), cases=cases))
    totals = {node.activity: node.count for node in released.nodes} | {START: cases, END: cases}
    for side in (0, 1):
        for activity, total in totals.items():
            paths = {path: n for path, n in counts(released).items() if path[side] == activity}
            gaps = [path for path, n in paths.items() if n is None]
            known_anyway = activity in (START, END) and len(paths) == 1
            assert total is None or len(gaps) != 1 or known_anyway
    assert all(edge.cases is None or edge.cases >= LEAST for edge in released.edges)


@given(variants)
def test_figures_that_are_shown_are_true(routes: list[tuple[tuple[int, ...], int]]) -> None:
    cases = sum(n for _, n in routes)
    whole = graph(*routes)
    shown = without_single_gaps(withheld(whole, minimum=LEAST), whole, cases=cases)
    for path, count in counts(shown).items():
        assert count is None or count == counts(whole)[path]
    assert len(shown.edges) == len(whole.edges)
