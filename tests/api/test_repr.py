"""What a notebook or a debugger shows of the objects a user works with."""

from tests.process_model.processes import PERMIT, graph_of
from tests.sample_document import released

import verwaltung_mining as vm
from verwaltung_mining.api import Analysis, ProcessMap
from verwaltung_mining.release import PrivacySettings
from verwaltung_mining.release.process import release_graph

POLICY = PrivacySettings()


def test_analysis_counts_candidates_and_hints_apart() -> None:
    assert repr(Analysis(document=released())) == (
        "<Analysis of bauantraege.csv: 2 candidates, 3 hints>"
    )


def test_map_tells_its_size_and_model_what_can_be_done_with_it() -> None:
    graph = release_graph(graph_of(PERMIT), POLICY, cases=128)
    shown = repr(ProcessMap(graph=graph, name="export.csv"))
    assert shown == "<ProcessMap of export.csv: 5 activities, 9 paths>"
    model = vm.analyse(vm.read_log(vm.sample_log("gewerbeanmeldung"))).model
    assert "to_bpmn()" in repr(model)
