"""From hypotheses to the strengths that are named: one test run, no twins, the surest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

import numpy as np

from verwaltung_mining.statistics import q_values
from verwaltung_mining.strengths.kind import (
    Bools,
    Hypothesis,
    Material,
    Proposal,
    StrengthKind,
    StrengthSettings,
)
from verwaltung_mining.strengths.strength import Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class GreenPen:
    """The strengths of a log, and what each kind tested."""

    named: tuple[Strength, ...]
    proposals: tuple[tuple[StrengthKind[Any], Proposal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    strength: Strength
    members: Bools | None


def green_pen(
    material: Material,
    kinds: Sequence[StrengthKind[Any]],
    settings_of: Callable[[StrengthKind[Any]], Any],
) -> GreenPen:
    """The strengths that survive one Benjamini-Hochberg run over all hypotheses of all kinds."""
    proposals = tuple((kind, kind.propose(material, settings_of(kind))) for kind in kinds)
    pairs = [(kind, h) for kind, proposal in proposals for h in proposal.hypotheses]
    found: dict[str, list[_Found]] = {kind.id: [] for kind in kinds}
    for (kind, hypothesis), q in zip(pairs, q_values([h.p_value for _, h in pairs]), strict=True):
        strength = _survivor(hypothesis, q, material.common)
        if strength is not None:
            found[kind.id].append(_Found(strength=strength, members=hypothesis.members))
    each = [_surest(of_kind, material.common) for of_kind in found.values()]
    # the best of every kind first, then the second of every kind
    turns = [f for turn in zip_longest(*each) for f in turn if f is not None]
    named = _without_twins(turns, material.common)
    return GreenPen(
        named=tuple(f.strength for f in named[: material.common.maximum]), proposals=proposals
    )


def _survivor(hypothesis: Hypothesis, q: float, settings: StrengthSettings) -> Strength | None:
    """The strength, where it is no chance, rests on enough cases and is surely better."""
    fewest = min(hypothesis.cases, hypothesis.peer_cases or hypothesis.cases)
    if q > settings.false_discovery or fewest < settings.minimum_cases:
        return None
    if hypothesis.compared_share < settings.least_compared:
        return None
    strength = hypothesis.strength()
    return replace(strength, q_value=q) if strength is not None and strength.low > 0 else None


def _surest(found: list[_Found], settings: StrengthSettings) -> list[_Found]:
    ordered = sorted(found, key=lambda f: (-f.strength.low, f.strength.where.sort_key))
    return _without_twins(ordered, settings)[: settings.maximum_per_kind]


def _without_twins(found: list[_Found], settings: StrengthSettings) -> list[_Found]:
    """Each group of cases once: of features that select the same cases, the first."""
    kept: list[_Found] = []
    for one in found:
        if not any(_alike(one.members, other.members, settings.same_cases) for other in kept):
            kept.append(one)
    return kept


def _alike(one: Bools | None, other: Bools | None, share: float) -> bool:
    if one is None or other is None:
        return False
    both, either = int(np.sum(one & other)), int(np.sum(one | other))
    return either > 0 and both >= share * either
