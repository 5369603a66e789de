"""How well a model fits the cases, by replaying the variants on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from verwaltung_mining.process_model.discovery import Model
from verwaltung_mining.process_model.projection import projection
from verwaltung_mining.process_model.tree import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitness:
    """How well a model and the cases agree, on the activities that the model looked at."""

    fitness: float
    """0 to 1: 1 minus the mean share of missing and of remaining tokens.
    Source: Rozinat, van der Aalst 2008; Carmona et al. 2018, sec. 7.2."""
    cases: int
    """Cases replayed: those with at least one of the model's activities."""
    fitting_cases: int
    """Cases that the model allows as they were."""


def fitness(model: Model, variants: pl.DataFrame) -> Fitness:
    """Token replay of every variant once, weighted by its cases.

    A model without activities fits nothing and has the fitness 0.
    """
    replayed = projection(variants, model.activities)
    weights: list[int] = replayed["cases"].to_list()
    if not weights or model.tree.silent:
        return Fitness(fitness=0.0, cases=sum(weights), fitting_cases=0)
    results = _replayed(model.tree, replayed["activities"].to_list())

    def tokens(kind: str) -> int:
        return sum(int(r[kind]) * n for r, n in zip(results, weights, strict=True))

    missing = tokens("missing_tokens") / tokens("consumed_tokens")
    remaining = tokens("remaining_tokens") / tokens("produced_tokens")
    return Fitness(
        fitness=1 - (missing + remaining) / 2,
        cases=sum(weights),
        fitting_cases=sum(n for r, n in zip(results, weights, strict=True) if r["trace_is_fit"]),
    )


def _replayed(tree: Tree, sequences: Sequence[Sequence[int]]) -> list[dict[str, Any]]:
    from pm4py.algo.conformance.tokenreplay import algorithm
    from pm4py.objects.conversion.process_tree import converter
    from pm4py.objects.log.obj import Event, EventLog, Trace

    net, start, end = converter.apply(pm4py_tree(tree))
    traces = [Trace(Event({"concept:name": str(a)}) for a in sequence) for sequence in sequences]
    results: list[dict[str, Any]] = algorithm.apply(
        EventLog(traces), net, start, end, parameters={"show_progress_bar": False}
    )
    return results


def pm4py_tree(tree: Tree) -> Any:
    """Our tree as pm4py's, activities named by their codes."""
    from pm4py.objects.process_tree.obj import Operator, ProcessTree

    if tree.operator is None:
        return ProcessTree(label=None if tree.activity is None else str(tree.activity))
    operators = {
        "sequence": Operator.SEQUENCE,
        "choice": Operator.XOR,
        "parallel": Operator.PARALLEL,
        "loop": Operator.LOOP,
    }
    own = ProcessTree(operator=operators[tree.operator])
    for child in tree.children:
        converted = pm4py_tree(child)
        converted.parent = own
        own.children.append(converted)
    return own
