"""The privacy gate: nothing reaches a writer or a display without passing here.

The pipeline filters first; the gate checks the finished result again (second line of defence).
"""

from collections import Counter

import msgspec

from verwaltung_mining.errors import RefusedError
from verwaltung_mining.release.context import ReleaseContext
from verwaltung_mining.release.document import (
    Agreement,
    AnalysisDocument,
    Candidate,
    Privacy,
    Strength,
    TotalsPart,
)
from verwaltung_mining.release.policy import PrivacySettings
from verwaltung_mining.release.released import GATE_KEY, Released
from verwaltung_mining.release.rules import candidate_refusal, strength_refusal, units_may_show
from verwaltung_mining.release.waiting_causes import shown_waiting_causes
from verwaltung_mining.texts import Text


def release_analysis(
    document: AnalysisDocument, context: ReleaseContext
) -> Released[AnalysisDocument]:
    """The document without anything that too few persons or cases stand behind.

    What was taken out is counted in `privacy.suppressed`, added to what the pipeline took out.
    """
    suppressed: Counter[str] = Counter(document.privacy.suppressed)
    candidates = _candidates(document, context, suppressed)
    released = msgspec.structs.replace(
        document,
        totals=_totals(document, context.policy, suppressed),
        strengths=_strengths(document, context, suppressed),
        candidates=candidates,
        waiting_causes=shown_waiting_causes(document.waiting_causes, context),
        privacy=Privacy(
            agreement=_agreement(context.policy),
            thresholds=context.policy.thresholds(),
            suppressed=dict(sorted(suppressed.items())),
        ),
    )
    return Released(released, GATE_KEY)


def check_filter(*, covered: int, outside: int, policy: PrivacySettings) -> None:
    """Raise RefusedError where a filter covers, or leaves outside, too few cases."""
    least = policy.filter_cases
    if outside == 0 or min(covered, outside) >= least:
        return
    raise RefusedError(
        Text(
            de=f"Der Filter erfasst {covered} Fälle und lässt {outside} außen vor; "
            f"beides müssen mindestens {least} sein.",
            en=f"the filter covers {covered} cases and leaves {outside} outside; "
            f"both must be at least {least}.",
        ),
        hint=Text(
            de="Fassen Sie den Filter weiter (--where, --from, --to).",
            en="widen the filter (--where, --from, --to).",
        ),
    )


def _candidates(
    document: AnalysisDocument, context: ReleaseContext, suppressed: Counter[str]
) -> tuple[Candidate, ...]:
    covered = document.log.covered_cases
    refusals = {c.id: candidate_refusal(c, covered, context) for c in document.candidates}
    kept: dict[str, Candidate] = {}
    for candidate in document.candidates:
        reason = refusals[candidate.id]
        if reason is None and refusals.get(candidate.symptom_of or "") is not None:
            reason = "symptom_of_withheld"
        if reason is not None:
            suppressed[f"candidate_{reason}"] += 1
        elif not units_may_show(candidate.locus, context):
            suppressed["org_units_not_named"] += 1
            kept[candidate.id] = _without_units(candidate)
        else:
            kept[candidate.id] = candidate
    return _ranked_again(document.candidates, kept)


def _without_units(candidate: Candidate) -> Candidate:
    locus = msgspec.structs.replace(candidate.locus, org_units=None)
    return msgspec.structs.replace(candidate, locus=locus)


def _ranked_again(
    every: tuple[Candidate, ...], kept: dict[str, Candidate]
) -> tuple[Candidate, ...]:
    """Ranks without holes; `cumulative` without what the withheld candidates added to it.

    What is left is a lower bound of the union of those shown, and their difference tells nothing.
    """
    ranked: list[Candidate] = []
    before = withheld = 0.0
    for candidate in every:
        cumulative = candidate.benefit.cumulative if candidate.benefit else None
        added = 0.0 if cumulative is None else cumulative - before
        before = before if cumulative is None else cumulative
        if candidate.id in kept:
            ranked.append(_placed(kept[candidate.id], len(ranked) + 1, withheld))
        else:
            withheld += added
    return tuple(ranked)


def _placed(candidate: Candidate, rank: int, withheld: float) -> Candidate:
    benefit = candidate.benefit
    if benefit is not None and benefit.cumulative is not None and withheld:
        left = benefit.cumulative - withheld
        benefit = msgspec.structs.replace(benefit, cumulative=left)
    return msgspec.structs.replace(candidate, rank=rank, benefit=benefit)


def _strengths(
    document: AnalysisDocument, context: ReleaseContext, suppressed: Counter[str]
) -> tuple[Strength, ...]:
    kept = []
    for strength in document.strengths:
        reason = strength_refusal(strength, document.log.covered_cases, context)
        if reason is None:
            kept.append(strength)
        else:
            suppressed[f"strength_{reason}"] += 1
    return tuple(kept)


def _totals(
    document: AnalysisDocument, policy: PrivacySettings, suppressed: Counter[str]
) -> TotalsPart:
    if document.log.covered_cases == 0 or document.log.covered_cases >= policy.min_cases:
        return document.totals
    suppressed["totals_few_cases"] += 1
    return TotalsPart(
        case_days=None,
        case_days_per_year=None,
        median_throughput_days=None,
        mean_throughput_days=None,
    )


def _agreement(policy: PrivacySettings) -> Agreement | None:
    cited = policy.agreement
    if cited is None:
        return None
    return Agreement(reference=cited.reference, date=cited.date.isoformat(), scope=cited.scope)
