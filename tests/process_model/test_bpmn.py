"""The BPMN file is complete, unambiguous, orthogonal, and means the same as the model."""

from itertools import combinations, pairwise
from pathlib import Path

import pm4py
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pm4py.objects.conversion.bpmn import converter
from tests.process_model.against_pm4py import event_log
from tests.process_model.processes import LABELS, PERMIT, Routes, routes, table

from verwaltung_mining.process_model.bpmn import BPMN, BPMNDI, DC, DI, bpmn_xml
from verwaltung_mining.process_model.bpmn_plan import bpmn_plan
from verwaltung_mining.process_model.discovery import Model, discover
from verwaltung_mining.process_model.tree import Operator, Tree
from verwaltung_mining.texts import SECTION

FLOW_NODES = {"startEvent", "endEvent", "task", "exclusiveGateway", "parallelGateway"}
OPERATORS: tuple[Operator, ...] = ("sequence", "choice", "parallel", "loop")


def trees() -> st.SearchStrategy[Tree]:
    """Any tree: nested blocks, ways past, loops in loops, the same activity twice."""
    leaves = st.builds(Tree, activity=st.none() | st.integers(0, len(LABELS) - 1))
    return st.recursive(
        leaves,
        lambda inner: st.builds(
            Tree,
            operator=st.sampled_from(OPERATORS),
            children=st.lists(inner, min_size=2, max_size=3).map(tuple),
        ),
        max_leaves=9,
    )


def model_of(tree: Tree, labels: tuple[str, ...] = LABELS) -> Model:
    return Model(
        tree=tree, labels=labels, all_activities=5, event_share=1.0, case_share=1.0, noise=0.2
    )


def file_of(tree: Tree) -> etree._Element:
    return etree.fromstring(bpmn_xml(model_of(tree)).encode())


def flow_nodes(root: etree._Element) -> dict[str, etree._Element]:
    return {e.get("id"): e for e in root.iter() if etree.QName(e).localname in FLOW_NODES}


@given(trees())
def test_ids_are_unique_and_every_reference_leads_somewhere(tree: Tree) -> None:
    root = file_of(tree)
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        for key in ("sourceRef", "targetRef", "bpmnElement"):
            assert element.get(key) is None or element.get(key) in ids


@given(trees())
def test_every_flow_node_has_a_shape_and_every_flow_an_edge(tree: Tree) -> None:
    root = file_of(tree)
    flows = [e.get("id") for e in root.iter(f"{{{BPMN}}}sequenceFlow")]
    shapes = [e.get("bpmnElement") for e in root.iter(f"{{{BPMNDI}}}BPMNShape")]
    edges = [e.get("bpmnElement") for e in root.iter(f"{{{BPMNDI}}}BPMNEdge")]
    assert sorted(shapes) == sorted(flow_nodes(root))
    assert sorted(edges) == sorted(flows)
    for shape in root.iter(f"{{{BPMNDI}}}BPMNShape"):
        assert [child.tag for child in shape] == [f"{{{DC}}}Bounds"]


@given(trees())
def test_incoming_and_outgoing_agree_with_the_flows(tree: Tree) -> None:
    root = file_of(tree)
    flows = list(root.iter(f"{{{BPMN}}}sequenceFlow"))
    for node_id, node in flow_nodes(root).items():
        incoming = [e.text for e in node.iter(f"{{{BPMN}}}incoming")]
        outgoing = [e.text for e in node.iter(f"{{{BPMN}}}outgoing")]
        assert incoming == [f.get("id") for f in flows if f.get("targetRef") == node_id]
        assert outgoing == [f.get("id") for f in flows if f.get("sourceRef") == node_id]
        kind = etree.QName(node).localname
        assert (len(incoming) == 0) == (kind == "startEvent")
        assert (len(outgoing) == 0) == (kind == "endEvent")


@given(trees())
def test_shapes_do_not_overlap_and_flows_have_right_angles(tree: Tree) -> None:
    root = file_of(tree)
    boxes = []
    for bounds in root.iter(f"{{{DC}}}Bounds"):
        x, y, w, h = (float(bounds.get(k)) for k in ("x", "y", "width", "height"))
        assert min(x, y) >= 0
        boxes.append((x, y, x + w, y + h))
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    for edge in root.iter(f"{{{BPMNDI}}}BPMNEdge"):
        points = [(float(p.get("x")), float(p.get("y"))) for p in edge.iter(f"{{{DI}}}waypoint")]
        assert len(points) >= 2
        for (x0, y0), (x1, y1) in pairwise(points):
            assert (x0 == x1) != (y0 == y1)


@given(trees())
def test_flows_begin_and_end_at_the_border_of_their_shapes(tree: Tree) -> None:
    root = file_of(tree)
    bounds = {s.get("bpmnElement"): s[0] for s in root.iter(f"{{{BPMNDI}}}BPMNShape")}
    flows = {f.get("id"): f for f in root.iter(f"{{{BPMN}}}sequenceFlow")}
    for edge in root.iter(f"{{{BPMNDI}}}BPMNEdge"):
        flow = flows[edge.get("bpmnElement")]
        for point, key in ((edge[0], "sourceRef"), (edge[-1], "targetRef")):
            box = {k: float(v) for k, v in bounds[flow.get(key)].attrib.items()}
            x, y = float(point.get("x")) - box["x"], float(point.get("y")) - box["y"]
            on_side = x in (0, box["width"]) and y == box["height"] / 2
            assert on_side or (x == box["width"] / 2 and y == box["height"])


@given(routes(length=5))
def test_file_read_back_by_pm4py_allows_exactly_the_same_cases(
    tmp_path_factory: pytest.TempPathFactory, found: Routes
) -> None:
    model = discover(table(found), LABELS, noise=0, coverage=1.0, activities=range(5))
    path = tmp_path_factory.mktemp("bpmn") / "model.bpmn"
    path.write_text(bpmn_xml(model), encoding="utf-8")
    net = converter.apply(pm4py.read_bpmn(str(path)))
    named = [(tuple(LABELS[a] for a in s), n) for s, n in found]
    assert pm4py.fitness_token_based_replay(event_log(named), *net)["log_fitness"] == 1.0


def test_label_from_the_export_stays_a_name() -> None:
    nasty = ("<script>", 'a "b" & c', "x\ny\x00", "😀", "=1+1")
    root = etree.fromstring(bpmn_xml(discover(table([((0, 1, 2, 3, 4), 1)]), nasty)).encode())
    names = [task.get("name") for task in root.iter(f"{{{BPMN}}}task")]
    assert names == ["<script>", 'a "b" & c', "x y", "😀", "=1+1"]


def test_file_says_what_it_was_discovered_from() -> None:
    text = bpmn_xml(discover(table(PERMIT), LABELS, coverage=0.8, activities=range(5)))
    assert "4 von 5 Aktivitäten (97\u202f% der Ereignisse)" in text


def test_same_model_gives_the_same_file(tmp_path: Path) -> None:
    assert bpmn_xml(discover(table(PERMIT), LABELS)) == bpmn_xml(
        discover(table(PERMIT[::-1]), LABELS)
    )


def test_model_in_which_nothing_happens_leads_from_start_to_end() -> None:
    plan = bpmn_plan(Tree())
    assert [node.kind for node in plan.nodes] == ["startEvent", "endEvent"]
    assert len(plan.flows) == 1


def test_withheld_step_is_named_in_both_languages() -> None:
    model = model_of(Tree(activity=0), labels=(SECTION, *LABELS[1:]))
    assert 'name="[Abschnitt, zurückgehalten] / [section, withheld]"' in bpmn_xml(model)
