"""A process model as a BPMN 2.0 file that editors open with its diagram."""

from lxml import etree

from verwaltung_mining.process_model.bpmn_plan import SIZES, BpmnPlan, Flow, FlowNode, bpmn_plan
from verwaltung_mining.process_model.discovery import Model
from verwaltung_mining.process_model.wording import printable
from verwaltung_mining.texts import LANGUAGES, percent, step_name

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
NAMESPACES = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI}
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
TARGET_NAMESPACE = "urn:verwaltung-mining:process-model"


def bpmn_xml(model: Model) -> str:
    """The model as BPMN 2.0 with diagram coordinates; the same model gives the same text.

    Source: OMG, Business Process Model and Notation 2.0.2, chapters 10 and 12.
    """
    plan = bpmn_plan(model.tree)
    root = etree.Element(
        f"{{{BPMN}}}definitions",
        {
            "id": "Definitions_1",
            "targetNamespace": TARGET_NAMESPACE,
            "exporter": "verwaltung_mining",
        },
        nsmap=NAMESPACES,
    )
    process = etree.SubElement(
        root, f"{{{BPMN}}}process", {"id": "Process_1", "isExecutable": "false"}
    )
    etree.SubElement(process, f"{{{BPMN}}}documentation").text = _origin(model)
    for node in plan.nodes:
        _add_node(process, node, plan, model.labels)
    for flow in plan.flows:
        etree.SubElement(
            process,
            f"{{{BPMN}}}sequenceFlow",
            {"id": flow.id, "sourceRef": flow.source, "targetRef": flow.target},
        )
    _add_diagram(root, plan)
    etree.indent(root)
    return f"{DECLARATION}\n{etree.tostring(root, encoding='unicode')}\n"


def _origin(model: Model) -> str:
    """What the model was discovered from, in both languages."""
    shown, known = len(model.activities), model.all_activities
    events = {lang: percent(model.event_share, lang, digits=0) for lang in LANGUAGES}
    cases = {lang: percent(model.case_share, lang, digits=0) for lang in LANGUAGES}
    return (
        f"{shown} von {known} Aktivitäten ({events['de']} der Ereignisse), entdeckt aus den "
        f"häufigsten Varianten ({cases['de']} der Fälle). "
        f"{shown} of {known} activities ({events['en']} of events), discovered from the most "
        f"frequent variants ({cases['en']} of cases)."
    )


def _name(label: str) -> str:
    """The name of a task, the withheld first or last step in both languages."""
    names = dict.fromkeys(step_name(label, language) for language in LANGUAGES)
    return printable(" / ".join(names))


def _add_node(
    process: etree._Element, node: FlowNode, plan: BpmnPlan, labels: tuple[str, ...]
) -> None:
    attributes = {"id": node.id}
    if node.activity is not None:
        attributes["name"] = _name(labels[node.activity])
    if node.kind.endswith("Gateway"):
        attributes["gatewayDirection"] = "Diverging" if node.diverging else "Converging"
    element = etree.SubElement(process, f"{{{BPMN}}}{node.kind}", attributes)
    for flow in plan.flows:
        if flow.target == node.id:
            etree.SubElement(element, f"{{{BPMN}}}incoming").text = flow.id
    for flow in plan.flows:
        if flow.source == node.id:
            etree.SubElement(element, f"{{{BPMN}}}outgoing").text = flow.id


def _add_diagram(root: etree._Element, plan: BpmnPlan) -> None:
    diagram = etree.SubElement(root, f"{{{BPMNDI}}}BPMNDiagram", {"id": "Diagram_1"})
    plane = etree.SubElement(
        diagram, f"{{{BPMNDI}}}BPMNPlane", {"id": "Plane_1", "bpmnElement": "Process_1"}
    )
    for node in plan.nodes:
        _add_shape(plane, node)
    for flow in plan.flows:
        _add_edge(plane, flow)


def _add_shape(plane: etree._Element, node: FlowNode) -> None:
    attributes = {"id": f"{node.id}_shape", "bpmnElement": node.id}
    if node.kind == "exclusiveGateway":
        attributes["isMarkerVisible"] = "true"
    shape = etree.SubElement(plane, f"{{{BPMNDI}}}BPMNShape", attributes)
    width, height = SIZES[node.kind]
    bounds = {"x": node.x - width / 2, "y": node.y - height / 2, "width": width, "height": height}
    etree.SubElement(shape, f"{{{DC}}}Bounds", {k: f"{v:g}" for k, v in bounds.items()})


def _add_edge(plane: etree._Element, flow: Flow) -> None:
    edge = etree.SubElement(
        plane, f"{{{BPMNDI}}}BPMNEdge", {"id": f"{flow.id}_edge", "bpmnElement": flow.id}
    )
    for x, y in flow.points:
        etree.SubElement(edge, f"{{{DI}}}waypoint", {"x": f"{x:g}", "y": f"{y:g}"})
