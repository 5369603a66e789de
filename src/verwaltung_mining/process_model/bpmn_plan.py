"""A process tree as BPMN flow nodes and sequence flows, each with its place in the diagram.

Blocks lie inside each other: what follows stands to the right, what excludes or overlaps below,
and a loop's way back runs below from right to left. So no two flows ever cross.
"""

from dataclasses import dataclass, field
from typing import Literal

from verwaltung_mining.process_model.tree import Tree

Kind = Literal["startEvent", "endEvent", "task", "exclusiveGateway", "parallelGateway"]
Point = tuple[float, float]

SIZES: dict[Kind, tuple[float, float]] = {
    "startEvent": (36, 36),
    "endEvent": (36, 36),
    "task": (120, 80),
    "exclusiveGateway": (50, 50),
    "parallelGateway": (50, 50),
}
"""Width and height in pixels, as BPMN editors draw them; tasks a little wider for long labels."""
GATEWAY = 50.0
BESIDE = 40.0
"""Free space between neighbours, so that an arrow can be seen."""
BELOW = 24.0
"""Free space between branches."""
MARGIN = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNode:
    """An event, a task or a gateway; `x`, `y` is its centre."""

    id: str
    kind: Kind
    activity: int | None
    diverging: bool
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A sequence flow: right angles only."""

    id: str
    source: str
    target: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Room that a block takes, measured from the line on which it is entered and left."""

    width: float
    above: float
    below: float


@dataclass(slots=True)
class BpmnPlan:
    """A diagram in the making: nodes and flows in the order in which they are reached."""

    nodes: list[FlowNode] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)

    def node(
        self,
        kind: Kind,
        x: float,
        y: float,
        *,
        activity: int | None = None,
        diverging: bool = False,
    ) -> FlowNode:
        """Add a flow node; ids count from 1."""
        node = FlowNode(
            id=f"{kind[0].upper()}{kind[1:]}_{len(self.nodes) + 1}",
            kind=kind,
            activity=activity,
            diverging=diverging,
            x=x,
            y=y,
        )
        self.nodes.append(node)
        return node

    def flow(self, source: FlowNode, target: FlowNode, *, along: float) -> None:
        """Add a flow that runs on the height `along`, leaving and entering gateways from below."""
        forward = 1 if target.x > source.x else -1
        points = [
            *reversed(_corner(source, along, toward=forward)),
            *_corner(target, along, toward=-forward),
        ]
        self.flows.append(
            Flow(
                id=f"Flow_{len(self.flows) + 1}",
                source=source.id,
                target=target.id,
                points=tuple(points),
            )
        )


def bpmn_plan(tree: Tree) -> BpmnPlan:
    """The diagram of a tree, from its start event to its end event."""
    plan = BpmnPlan()
    room = extent(tree)
    y = MARGIN + room.above
    start = plan.node("startEvent", MARGIN, y)
    first_x = MARGIN + SIZES["startEvent"][0] / 2 + BESIDE
    ends = _placed(plan, tree, first_x, y, 1)
    last_x = first_x + room.width + BESIDE + SIZES["endEvent"][0] / 2
    end = plan.node("endEvent", last_x, y)
    plan_ends = [start, *ends, end]
    for source, target in zip(plan_ends[::2], plan_ends[1::2], strict=True):
        plan.flow(source, target, along=y)
    return plan


def extent(tree: Tree) -> Extent:
    """Room for a tree."""
    rooms = [extent(child) for child in tree.children]
    if tree.operator is None:
        width, height = SIZES["task"] if tree.activity is not None else (0.0, 0.0)
        return Extent(width=width, above=max(height, GATEWAY) / 2, below=max(height, GATEWAY) / 2)
    if tree.operator == "sequence":
        return Extent(
            width=sum(r.width for r in rooms) + BESIDE * (len(rooms) - 1),
            above=max(r.above for r in rooms),
            below=max(r.below for r in rooms),
        )
    return Extent(
        width=max(r.width for r in rooms) + 2 * (GATEWAY + BESIDE),
        above=rooms[0].above,
        below=rooms[0].below + sum(BELOW + r.above + r.below for r in rooms[1:]),
    )


def _placed(plan: BpmnPlan, tree: Tree, x: float, y: float, way: int) -> list[FlowNode]:
    """Place a tree from `x` on, to the right (way 1) or left (-1); its first and last node."""
    if tree.silent:
        return []
    if tree.activity is not None:
        task = plan.node("task", x + way * SIZES["task"][0] / 2, y, activity=tree.activity)
        return [task, task]
    if tree.operator == "sequence":
        return _sequence(plan, tree, x, y, way)
    return _block(plan, tree, x, y, way)


def _sequence(plan: BpmnPlan, tree: Tree, x: float, y: float, way: int) -> list[FlowNode]:
    ends: list[FlowNode] = []
    for child in tree.children:
        placed = _placed(plan, child, x, y, way)
        if ends and placed:
            plan.flow(ends[1], placed[0], along=y)
        if placed:
            ends = [(ends or placed)[0], placed[1]]
        x += way * (extent(child).width + BESIDE)
    return ends


def _block(plan: BpmnPlan, tree: Tree, x: float, y: float, way: int) -> list[FlowNode]:
    """Branches between two gateways: one below the other, a loop's redone ones backward."""
    loop = tree.operator == "loop"
    kind: Kind = "parallelGateway" if tree.operator == "parallel" else "exclusiveGateway"
    inner_x, width = x + way * (GATEWAY + BESIDE), extent(tree).width
    first = plan.node(kind, x + way * GATEWAY / 2, y, diverging=not loop)
    to_connect = []
    branch_y = y
    for i, branch in enumerate(tree.children):
        back = loop and i > 0
        branch_y += extent(branch).above + BELOW if i else 0.0
        start_x = x + way * (width - GATEWAY - BESIDE) if back else inner_x
        ends = _placed(plan, branch, start_x, branch_y, -way if back else way)
        to_connect.append((back, ends, branch_y))
        branch_y += extent(branch).below
    last = plan.node(kind, x + way * (width - GATEWAY / 2), y, diverging=loop)
    for back, ends, along in to_connect:
        chain = [last, *ends, first] if back else [first, *ends, last]
        for source, target in zip(chain[::2], chain[1::2], strict=True):
            plan.flow(source, target, along=along)
    return [first, last]


def _corner(node: FlowNode, along: float, *, toward: int) -> list[Point]:
    """Points from the height `along` to a node's border: from the side, or from below."""
    if along == node.y:
        return [(node.x + toward * SIZES[node.kind][0] / 2, node.y)]
    return [(node.x, along), (node.x, node.y + SIZES[node.kind][1] / 2)]
