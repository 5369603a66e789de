"""From ranked findings to the candidates of the result document."""

import hashlib
from collections.abc import Mapping, Sequence

from verwaltung_mining.benefit import Finding
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.pipeline.experiment import experiment
from verwaltung_mining.pipeline.narrative import formula, observation, seen, told
from verwaltung_mining.release.document import (
    Benefit,
    Candidate,
    Evidence,
    Locus,
    Secondary,
    SecondaryPerYear,
    SegmentValue,
    Texts,
)
from verwaltung_mining.shapes.hypothesis import Estimate, SecondaryUnit

ID_DIGITS = 6
SECONDARY_UNITS: Mapping[SecondaryUnit, SecondaryPerYear] = {
    "breaches": "breaches_per_year",
    "staff_hours": "staff_hours_per_year",
}


def candidates(ranked: Sequence[Finding], log: AnalysedLog) -> tuple[Candidate, ...]:
    """The candidates in their order, with ids that are the same in every run."""
    loci = [_locus(finding, log) for finding in ranked]
    ids = [_identity(f, locus) for f, locus in zip(ranked, loci, strict=True)]
    return tuple(
        _candidate(finding, log, locus, ids, rank)
        for rank, (finding, locus) in enumerate(zip(ranked, loci, strict=True), start=1)
    )


def _candidate(
    finding: Finding, log: AnalysedLog, locus: Locus, ids: Sequence[str], rank: int
) -> Candidate:
    wording, words = finding.detector.wording, told(finding, log)
    cases = finding.hypothesis.cases
    cases_a_year = cases * finding.estimate.rate * log.per_year
    return Candidate(
        id=ids[rank - 1],
        rank=rank,
        detector=finding.detector.id,
        locus=locus,
        affected_cases=log.projected(cases),
        affected_cases_per_year=cases_a_year,
        benefit=_benefit(finding, log),
        secondary=_secondary(finding, log),
        confidence=finding.confidence,
        symptom_of=None if finding.symptom_of is None else ids[finding.symptom_of],
        evidence=_evidence(finding, log),
        waste=finding.detector.waste,
        category=finding.detector.category,
        title=words.fill(wording.title),
        observation=observation(finding, log, words),
        questions=words.fill_all(wording.questions),
        experiment=experiment(finding, words, cases_a_year=cases_a_year),
    )


def _identity(finding: Finding, locus: Locus) -> str:
    """Hash of detector, locus and segment labels; of units where they tell steps apart."""
    parts = [finding.detector.id, locus.activity, locus.source, locus.target]
    parts += (locus.activities if locus.activity is None else locus.org_units) or ()
    parts += [f"{s.attribute}={s.value}" for s in locus.segment or ()]
    text = "\x1f".join("" if part is None else part for part in parts)
    digest = hashlib.sha256(text.encode()).hexdigest()[:ID_DIGITS]
    return f"{finding.detector.prefix}-{digest}"


def _locus(finding: Finding, log: AnalysedLog) -> Locus:
    place = finding.hypothesis.place

    def label(code: int | None) -> str | None:
        return None if code is None else log.activities[code]

    return Locus(
        activity=label(place.activity),
        source=label(place.source),
        target=label(place.target),
        activities=None
        if place.activities is None
        else tuple(log.activities[a] for a in place.activities),
        org_units=None
        if place.org_units is None
        else tuple(log.org_units[unit] for unit in place.org_units),
        segment=None
        if place.segment is None
        else tuple(SegmentValue(attribute=a, value=v) for a, v in place.segment),
    )


def _secondary(finding: Finding, log: AnalysedLog) -> tuple[Secondary, ...]:
    """What it is worth beside case time, per year."""
    return tuple(
        Secondary(
            unit=SECONDARY_UNITS[other.unit],
            value=other.value * log.per_year,
            low=other.low * log.per_year,
            high=other.high * log.per_year,
        )
        for other in finding.estimate.secondary
    )


def _benefit(finding: Finding, log: AnalysedLog) -> Benefit | None:
    """The saving in case-days a year; None where the finding saves no time of its own."""
    if not finding.estimate.saves_time:
        return None
    yearly = log.per_year / SECONDS_PER_DAY

    def scaled(seconds: float | None) -> float | None:
        return None if seconds is None else seconds * yearly

    interval = finding.interval or (None, None)
    return Benefit(
        kind=finding.hypothesis.kind,
        standalone=finding.standalone * yearly,
        fair_share=scaled(finding.fair_share),
        cumulative=scaled(finding.cumulative),
        low=scaled(interval[0]),
        high=scaled(interval[1]),
        pass_through=finding.estimate.pass_through,
        pass_through_low=finding.estimate.pass_through_low,
        pass_through_high=finding.estimate.pass_through_high,
        typical_delay_days=finding.estimate.typical / SECONDS_PER_DAY,
        party=finding.hypothesis.party or finding.detector.party,
        bound=finding.estimate.bound,
    )


def _evidence(finding: Finding, log: AnalysedLog) -> Evidence:
    hypothesis, estimate = finding.hypothesis, finding.estimate
    difference, wording, words = estimate.difference, finding.detector.wording, seen(finding, log)
    timed = difference if difference and difference.of == "seconds" else None
    yearly = log.per_year / SECONDS_PER_DAY
    return Evidence(
        cases=hypothesis.cases,
        occurrences=_occurrences(estimate),
        peers=hypothesis.peers,
        share=hypothesis.cases / max(log.cases.height, 1),
        median=_in_days(estimate.median),
        mean=_in_days(estimate.mean),
        peer_median=_in_days(estimate.peer_median),
        peer_mean=_in_days(estimate.peer_mean),
        raw_difference=_in_days(timed.raw if timed else None),
        stratified_difference=_in_days(timed.stratified if timed else None),
        simpson=difference.simpson if difference else None,
        effect_size=hypothesis.effect_size,
        effect_measure=None if hypothesis.effect_size is None else hypothesis.effect_measure,
        p_value=hypothesis.p_value,
        q_value=finding.q_value,
        strata=hypothesis.strata,
        halves_agree=estimate.halves_agree,
        halves_of=estimate.halves_of,
        standalone_low=estimate.low * yearly if _has_interval(finding) else None,
        standalone_high=estimate.high * yearly if _has_interval(finding) else None,
        formula=formula(finding, log, words),
        compared_with=words.fill(wording.compared_with),
        disproof=words.fill(wording.disproof),
        confidence_reasons=_reasons(finding),
    )


def _occurrences(estimate: Estimate) -> int | None:
    counted = dict(estimate.details).get("occurrences")
    return None if counted is None else round(counted)


def _reasons(finding: Finding) -> Texts:
    return Texts(de=tuple(r.de for r in finding.reasons), en=tuple(r.en for r in finding.reasons))


def _has_interval(finding: Finding) -> bool:
    return finding.estimate.saves_time and finding.confidence != "hint"


def _in_days(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / SECONDS_PER_DAY
