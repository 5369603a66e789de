"""A process model discovered from variants."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import polars as pl

from verwaltung_mining.engine import together
from verwaltung_mining.process_model.main_paths import main_activities
from verwaltung_mining.process_model.occurrences import occurrences
from verwaltung_mining.process_model.projection import projection
from verwaltung_mining.process_model.tree import Operator, Tree, block

NOISE = 0.2
"""Paths rarer than this share of the most frequent one out of the same activity are left out.
Source: Leemans, Fahland, van der Aalst 2014 (infrequent inductive miner), who use 0.2."""
COVERAGE = 0.9
"""Share of the cases, in the most frequent variants, that the model is discovered from. The time
grows faster than the number of variants."""
MOST_VARIANTS = 10_000
"""Variants looked at, the most frequent first, where more are needed for that share: so many take
two to three seconds (25 activities; docs/decisions/0017-where-the-time-goes.md)."""

Miner = Callable[[Counter[tuple[str, ...]]], Any]
"""From variants and their cases to pm4py's tree."""
OPERATORS: dict[str, Operator] = {
    "SEQUENCE": "sequence",
    "XOR": "choice",
    "PARALLEL": "parallel",
    "LOOP": "loop",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A process model and what it was discovered from."""

    tree: Tree
    labels: tuple[str, ...]
    """Activity code → label."""
    all_activities: int
    """Activities of the log."""
    event_share: float
    """Share of the log's events that belong to activities of the model."""
    case_share: float
    """Share of the cases whose variant was looked at."""
    noise: float

    @property
    def activities(self) -> tuple[int, ...]:
        """The activities of the model; all others are left out of it and of its fitness."""
        return tuple(sorted(self.tree.activities()))


def discover(
    variants: pl.DataFrame,
    labels: Sequence[str],
    *,
    noise: float = NOISE,
    coverage: float = COVERAGE,
    most_variants: int = MOST_VARIANTS,
    activities: Sequence[int] | None = None,
) -> Model:
    """The model of the most frequent variants, by the inductive miner.

    Looks at the main activities unless `activities` names others; cases with none of them are left
    out. An activity that only rare variants or paths have may be missing in the model. With a noise
    of 0 the model fits every variant looked at.
    Source: Leemans, Fahland, van der Aalst 2013 and 2014.
    """
    # Loading the miner takes half of the time; Polars projects meanwhile.
    projected, mine = together(partial(_projected, variants, activities), partial(_miner, noise))
    total = int(projected["cases"].sum())
    before = pl.col("cases").cum_sum() - pl.col("cases")
    frequent = projected.head(most_variants).filter(before < coverage * total)
    looked_at = int(frequent["cases"].sum())
    tree = _mined(frequent, mine) if looked_at else Tree()
    events, _ = occurrences(variants)
    shown = sum(events[a] for a in tree.activities())
    return Model(
        tree=tree,
        labels=tuple(labels),
        all_activities=len(events),
        event_share=shown / events.total() if events else 0.0,
        case_share=looked_at / total if total else 0.0,
        noise=noise,
    )


def _projected(variants: pl.DataFrame, activities: Sequence[int] | None) -> pl.DataFrame:
    chosen = main_activities(variants) if activities is None else activities
    return projection(variants, chosen)


def _miner(noise: float) -> Miner:
    """The inductive miner; with a noise of 0 it filters nothing."""
    from pm4py.algo.discovery.inductive.dtypes.im_ds import IMDataStructureUVCL
    from pm4py.algo.discovery.inductive.variants.im import IMUVCL
    from pm4py.algo.discovery.inductive.variants.imf import IMFUVCL
    from pm4py.objects.process_tree.utils.generic import fold

    parameters = {"noise_threshold": noise}
    miner = IMFUVCL(parameters) if noise > 0 else IMUVCL(parameters)
    return lambda variants: fold(miner.apply(IMDataStructureUVCL(variants), parameters))


def _mined(variants: pl.DataFrame, mine: Miner) -> Tree:
    # pm4py changes the counter it is given, and cannot print a tree whose labels are not strings.
    named = Counter({tuple(map(_name, sequence)): n for sequence, n in variants.iter_rows()})
    _, cases = occurrences(variants)
    return _frequent_first(_own(mine(named)), cases)


def _name(activity: int) -> str:
    """The code as a string of fixed length, so that both sort alike."""
    return f"{activity:05}"


def _own(tree: Any) -> Tree:
    """pm4py's tree as ours."""
    if tree.operator is None:
        return Tree(activity=None if tree.label is None else int(tree.label))
    return block(OPERATORS[tree.operator.name], [_own(child) for child in tree.children])


def _frequent_first(tree: Tree, cases: Counter[int]) -> Tree:
    """Branches whose order means nothing: frequent ones first, a way past last."""
    children = [_frequent_first(child, cases) for child in tree.children]
    done = 1 if tree.operator == "loop" else 0
    if tree.operator in ("choice", "parallel", "loop"):
        children[done:] = sorted(children[done:], key=lambda child: _rank(child, cases))
    return replace(tree, children=tuple(children))


def _rank(tree: Tree, cases: Counter[int]) -> tuple[int, list[int]]:
    activities = list(tree.activities())
    return (-max((cases[a] for a in activities), default=0), activities)
