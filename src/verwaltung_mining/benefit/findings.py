"""From hypotheses to ranked findings: test, gate, value, share out, rank."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from verwaltung_mining.benefit.confidence import confidence
from verwaltung_mining.benefit.doubts import WITHOUT_COMPARISON
from verwaltung_mining.benefit.finding import Finding
from verwaltung_mining.benefit.gates import absorbed, enough_cases, material
from verwaltung_mining.benefit.holding import Held, tested
from verwaltung_mining.benefit.settings import AnalysisSettings
from verwaltung_mining.benefit.sweep import sweep
from verwaltung_mining.detectors import Detector
from verwaltung_mining.engine import side_by_side
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.settings import Settings
from verwaltung_mining.shapes import Claims, Cover, Hypothesis, Place, Proposal
from verwaltung_mining.shapes.party import with_applicants

AFTER_SYMPTOMS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Ranked findings and what each detector tested."""

    ranked: tuple[Finding, ...]
    proposals: tuple[tuple[Detector[Any], Proposal], ...]
    absorbed: tuple[str, ...] = ()
    """The detector of each hypothesis that holds at its place and saves the applicant nothing."""


def findings(
    log: AnalysedLog, detectors: Sequence[Detector[Any]], settings: Settings, *, flagged: bool
) -> Findings:
    """All findings of a log, the surest large saving first."""
    gates = settings.section("analysis", AnalysisSettings)
    direct = [d for d in detectors if not d.residual]
    proposals, holding = tested(log, _propose(log, direct, settings, gates), gates)
    valued = _without_wider(log, _valued(log, holding, gates, flagged=flagged), gates)
    found = _symptoms([f for f in valued if material(log, f.estimate, gates)], gates)
    counted, cover = _shared(found)
    hints: list[Finding] = []
    for detector in (d for d in detectors if d.residual):
        if hints:
            cover = _covered([*(f for f in counted if f.counted), *hints])
        proposal = _asked(log, detector, settings, gates, cover)
        proposals.append((detector, proposal))
        large = [h for h in proposal.hypotheses if enough_cases(h, gates)]
        hints += [_hint(detector, h) for h in large[: gates.maximum_hints - len(hints)]]
    ranked = _ranked([*counted, *hints])
    order = {d.id: k for k, d in enumerate(detectors)}
    proposals.sort(key=lambda pair: order[pair[0].id])
    return Findings(
        ranked=tuple(ranked),
        proposals=tuple(proposals),
        absorbed=tuple(f.detector.id for f in valued if absorbed(log, f.estimate, gates)),
    )


def _section(settings: Settings, detector: Detector[Any]) -> Any:
    return settings.section(f"detectors.{detector.id}", detector.settings)


def _asked(
    log: AnalysedLog,
    detector: Detector[Any],
    settings: Settings,
    gates: AnalysisSettings,
    cover: Cover,
) -> Proposal:
    proposal = detector.propose(log, _section(settings, detector), cover)
    return with_applicants(log, proposal, gates.applicant_steps, usual=detector.party)


def _propose(
    log: AnalysedLog,
    detectors: Sequence[Detector[Any]],
    settings: Settings,
    gates: AnalysisSettings,
) -> list[tuple[Detector[Any], Proposal]]:
    """Each detector's hypotheses; what a specific one has too few cases of stays for the others.

    The specific ones are asked in their order, then all others side by side, those first that ask
    the whole log.
    """
    taken = Claims.none()
    proposals: dict[str, Proposal] = {}
    offered: list[tuple[Detector[Any], Cover]] = []
    for detector in detectors:
        if not detector.specific:
            offered.append((detector, Cover.of(taken)))
            continue
        proposal = _asked(log, detector, settings, gates, Cover.of(taken))
        proposals[detector.id] = proposal
        for hypothesis in (h for h in proposal.hypotheses if enough_cases(h, gates)):
            taken = taken.joined(hypothesis.estimate().claims)

    offered.sort(key=lambda one: not one[0].crosses_cases)

    def ask(one: tuple[Detector[Any], Cover]) -> Proposal:
        return _asked(log, one[0], settings, gates, one[1])

    for (detector, _), proposal in zip(offered, side_by_side(ask, offered), strict=True):
        proposals[detector.id] = proposal
    return [(detector, proposals[detector.id]) for detector in detectors]


def _valued(
    log: AnalysedLog, holding: Sequence[Held], gates: AnalysisSettings, *, flagged: bool
) -> list[Finding]:
    """Hypotheses that hold at their place, the largest saving first."""

    def value(one: Held) -> Finding:
        estimate = one.hypothesis.estimate()
        label, reasons = confidence(log, one.hypothesis, estimate, gates, flagged=flagged)
        return Finding(
            detector=one.detector,
            hypothesis=one.hypothesis,
            estimate=estimate,
            q_value=one.q_value,
            confidence=label,
            reasons=reasons,
        )

    return sorted(side_by_side(value, holding), key=_strength)


def _without_wider(
    log: AnalysedLog, valued: Sequence[Finding], gates: AnalysisSettings
) -> list[Finding]:
    """A finding gives way to a narrower one outside which nothing of it is left.

    A narrower one to which none gives way says nothing new.
    """
    gone: set[tuple[str, Place]] = set()
    kept = []
    for finding in valued:
        wider = [w.place for w in finding.hypothesis.narrows if w.effect_size < gates.effect_size]
        if finding.hypothesis.narrows and not (wider and material(log, finding.estimate, gates)):
            continue
        gone.update((finding.detector.id, place) for place in wider)
        kept.append(finding)
    return [f for f in kept if (f.detector.id, f.hypothesis.place) not in gone]


def _strength(finding: Finding) -> tuple[Any, ...]:
    return (-finding.reaching, finding.detector.id, finding.hypothesis.place.sort_key)


def _symptoms(found: list[Finding], gates: AnalysisSettings) -> list[Finding]:
    """Findings, strongest first, each marked when it lies inside a stronger one."""
    if not found:
        return []
    inside = sweep([f.estimate.claims for f in found]).inside()
    result: list[Finding] = []
    for k, finding in enumerate(found):
        least = gates.symptom_weight * finding.estimate.weight
        causes = [
            j
            for j in range(k)
            if result[j].counted
            and inside[k, j] >= gates.symptom_share
            and result[j].estimate.weight >= least
        ]
        result.append(replace(finding, symptom_of=causes[0]) if causes else finding)
    return result


def _shared(found: list[Finding]) -> tuple[list[Finding], Cover]:
    """The findings with fair and cumulative shares, and the time they claim together."""
    counted = [k for k, f in enumerate(found) if f.counted]
    slices = sweep([found[k].estimate.claims for k in counted])
    weights = np.array([found[k].weight for k in counted])
    shares = slices.fair_shares(weights) if counted else np.zeros(0)
    result = list(found)
    rates = np.array([found[k].estimate.rate for k in counted])
    for position, k in enumerate(counted):
        result[k] = replace(found[k], fair_share=float(shares[position] * rates[position]))
    order = sorted(range(len(counted)), key=lambda p: _rank_key(result[counted[p]]))
    union = slices.cumulative(weights, order) if counted else shares
    union[order] += np.cumsum((shares * (rates - 1.0))[order])
    for position, k in enumerate(counted):
        result[k] = replace(result[k], cumulative=float(union[position]))
    return result, slices.cover(weights)


def _covered(found: Sequence[Finding]) -> Cover:
    """The time that findings and hints claim, so that no hint says again what another says."""
    weights = np.array([finding.weight for finding in found])
    return sweep([finding.estimate.claims for finding in found]).cover(weights)


def _rank_key(finding: Finding) -> tuple[Any, ...]:
    if finding.confidence == "hint":
        return (False, AFTER_SYMPTOMS)
    interval = finding.interval
    return (
        not finding.estimate.saves_time,
        interval is None,
        -(interval[0] if interval else finding.standalone),
        finding.detector.id,
        finding.hypothesis.place.sort_key,
    )


def _ranked(found: list[Finding]) -> list[Finding]:
    """By the lower end of the fair share; symptoms follow by stand-alone saving, then hints.

    Hints stay in the order in which they were named: those that say which cases wait before those
    that only say where. What saves no time of its own comes last.
    """
    order = sorted(range(len(found)), key=lambda k: _rank_key(found[k]))
    position = {old: new for new, old in enumerate(order)}
    return [
        replace(found[k], symptom_of=position[cause])
        if (cause := found[k].symptom_of) is not None
        else found[k]
        for k in order
    ]


def _hint(detector: Detector[Any], hypothesis: Hypothesis) -> Finding:
    return Finding(
        detector=detector,
        hypothesis=hypothesis,
        estimate=hypothesis.estimate(),
        q_value=None,
        confidence="hint",
        reasons=(WITHOUT_COMPARISON,),
    )
