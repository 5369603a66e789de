"""The same questions put to pm4py's own, slow but trusted ways: from an event log."""

from typing import Any

import pm4py
from pm4py.objects.log.obj import Event, EventLog, Trace
from pm4py.objects.process_tree.obj import Operator, ProcessTree
from tests.process_model.processes import Routes

from verwaltung_mining.process_model.tree import Tree

OPERATORS = {
    Operator.SEQUENCE: "sequence",
    Operator.XOR: "choice",
    Operator.PARALLEL: "parallel",
    Operator.LOOP: "loop",
}
ORDERED = {"sequence": 99, "loop": 1, "choice": 0, "parallel": 0}
"""How many children of an operator have an order that means something."""

Canonical = tuple[Any, ...]


def event_log(found: Routes) -> EventLog:
    """One trace per case, activities named by their codes."""
    return EventLog(
        Trace(Event({"concept:name": str(a)}) for a in sequence)
        for sequence, cases in found
        for _ in range(cases)
    )


def discovered(found: Routes, *, noise: float) -> Canonical:
    """pm4py's tree of the whole log."""
    tree = pm4py.discover_process_tree_inductive(event_log(found), noise_threshold=noise)
    return _canonical_of_pm4py(tree)


def canonical(tree: Tree) -> Canonical:
    """A tree in which only an order that means something is left."""
    if tree.operator is None:
        return ("", str(tree.activity) if tree.activity is not None else "")
    return _sorted(tree.operator, [canonical(child) for child in tree.children])


def _canonical_of_pm4py(tree: ProcessTree) -> Canonical:
    if tree.operator is None:
        return ("", tree.label or "")
    return _sorted(OPERATORS[tree.operator], [_canonical_of_pm4py(c) for c in tree.children])


def _sorted(operator: str, children: list[Canonical]) -> Canonical:
    if operator == "loop" and children[0][0] == "loop":
        children = [*children[0][1:], *children[1:]]
    fixed = ORDERED[operator]
    return (operator, *children[:fixed], *sorted(children[fixed:]))
