"""Which hypotheses hold: tested together, and then those that narrow the ones that hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from verwaltung_mining.benefit.gates import discovered, enough_cases, large_effect
from verwaltung_mining.benefit.settings import AnalysisSettings
from verwaltung_mining.detectors import Detector
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Hypothesis, Proposal
from verwaltung_mining.shapes.party import with_applicants
from verwaltung_mining.statistics import q_values

Proposed = tuple[Detector[Any], Proposal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A hypothesis that holds."""

    detector: Detector[Any]
    hypothesis: Hypothesis
    q_value: float | None
    """None where there is no test."""


def tested(
    log: AnalysedLog, proposals: Sequence[Proposed], gates: AnalysisSettings
) -> tuple[list[Proposed], list[Held]]:
    """The proposals with the narrower hypotheses in them, and what holds of both levels.

    One false-discovery run over everything, and one over what narrows the hypotheses that hold: a
    hierarchy, in which a level is opened only below a rejection (Yekutieli 2008).
    """
    first = _held(proposals, gates)
    narrower = [(d, _narrower(log, d, p, first, gates)) for d, p in proposals]
    every = [
        (d, replace(p, hypotheses=(*p.hypotheses, *n.hypotheses), left_out=p.left_out + n.left_out))
        for (d, p), (_, n) in zip(proposals, narrower, strict=True)
    ]
    return every, [*first, *_held(narrower, gates)]


def _narrower(
    log: AnalysedLog,
    detector: Detector[Any],
    proposal: Proposal,
    holding: Sequence[Held],
    gates: AnalysisSettings,
) -> Proposal:
    mine = [held.hypothesis for held in holding if held.detector.id == detector.id]
    if proposal.narrower is None or len(mine) < 2:
        return Proposal()
    narrower = proposal.narrower(mine)
    return with_applicants(log, narrower, gates.applicant_steps, usual=detector.party)


def _held(proposals: Sequence[Proposed], gates: AnalysisSettings) -> list[Held]:
    """Those of enough cases and effect that stand out among all that was tested with them."""
    pairs = [(d, h) for d, p in proposals for h in p.hypotheses]
    return [
        Held(detector=d, hypothesis=h, q_value=q)
        for (d, h), q in zip(pairs, _adjusted([h for _, h in pairs]), strict=True)
        if enough_cases(h, gates) and discovered(q, gates) and large_effect(h, gates)
    ]


def _adjusted(hypotheses: Sequence[Hypothesis]) -> list[float | None]:
    """One false-discovery run over everything tested; None where there is no test."""
    known = [k for k, h in enumerate(hypotheses) if h.p_value is not None]
    result: list[float | None] = [None] * len(hypotheses)
    for k, q in zip(known, q_values([hypotheses[k].p_value or 0.0 for k in known]), strict=True):
        result[k] = q
    return result
