"""What a notebook or a debugger shows of the objects a user works with."""

from tests.process_model.processes import LABELS, PERMIT, graph_of
from tests.sample_document import released

from verwaltung_mining.api import Analysis, ProcessMap, ProcessModel
from verwaltung_mining.process_model.discovery import discover
from verwaltung_mining.release import PrivacySettings
from verwaltung_mining.release.process import release_graph, release_model

POLICY = PrivacySettings()


def test_analysis_counts_candidates_and_hints_apart() -> None:
    assert repr(Analysis(document=released())) == (
        "<Analysis of bauantraege.csv: 2 candidates, 3 hints>"
    )


def test_map_tells_its_size_and_model_what_can_be_done_with_it() -> None:
    graph = release_graph(graph_of(PERMIT), POLICY, cases=128)
    shown = repr(ProcessMap(graph=graph, name="export.csv"))
    assert shown == "<ProcessMap of export.csv: 5 activities, 9 paths>"
    model = release_model(discover(PERMIT, LABELS), POLICY, cases=128)
    assert "to_bpmn()" in repr(ProcessModel(model=model))
