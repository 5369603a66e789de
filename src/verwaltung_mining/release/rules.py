"""Why a part of the document may not be shown."""

import re
from collections.abc import Iterable
from typing import Literal

from verwaltung_mining.release.context import ReleaseContext
from verwaltung_mining.release.document import Candidate, Locus, SegmentValue, Strength

Reason = Literal[
    "few_cases",
    "few_peers",
    "step_few_persons",
    "segment_few_persons",
    "segment_few_cases",
    "unit_not_agreed",
    "unit_named",
    "symptom_of_withheld",
]

SHORTEST_UNIT_NAME = 3
"""Characters; shorter names of units cannot be told from ordinary words in a text."""


def candidate_refusal(
    candidate: Candidate, covered_cases: int, context: ReleaseContext
) -> Reason | None:
    """The first rule that a candidate breaks, None if it may be shown."""
    evidence, least = candidate.evidence, context.policy.min_cases
    if min(candidate.affected_cases, evidence.cases) < least:
        return "few_cases"
    if evidence.peers is not None and evidence.peers < least:
        return "few_peers"
    if not all(context.step_may_show(name) for name in steps_of(candidate.locus)):
        return "step_few_persons"
    if compares_units(candidate.locus) and not units_may_show(candidate.locus, context):
        return "unit_not_agreed"
    segment = candidate.locus.segment
    if segment:
        refused = segment_refusal(segment, evidence.cases, covered_cases, context)
        if refused is not None:
            return refused
    return "unit_named" if names_a_unit(candidate, context) else None


def strength_refusal(
    strength: Strength, covered_cases: int, context: ReleaseContext
) -> Reason | None:
    """The first rule that a strength breaks, None if it may be shown."""
    where, least = strength.where, context.policy.min_cases
    if strength.cases < least:
        return "few_cases"
    if strength.peer_cases is not None and strength.peer_cases < least:
        return "few_peers"
    steps = (where.activity, where.source, where.target)
    if not all(step is None or context.step_may_show(step) for step in steps):
        return "step_few_persons"
    if where.org_unit is not None and not context.unit_may_show(where.org_unit):
        return "unit_not_agreed"
    own = [label for label in (*steps, where.attribute, where.org_unit) if label is not None]
    if where.segment is not None:
        attribute, _, value = where.segment.partition(" = ")
        own += [attribute, value]
        condition = SegmentValue(attribute=attribute, value=value)
        refused = segment_refusal((condition,), strength.cases, covered_cases, context)
        if refused is not None:
            return refused
    texts = (strength.text.de, strength.text.en)
    return "unit_named" if _hidden_unit_in(texts, own, context) else None


def segment_refusal(
    segment: tuple[SegmentValue, ...], cases: int, covered_cases: int, context: ReleaseContext
) -> Reason | None:
    """The rule that a segment breaks in which `cases` were seen, None if it may be shown."""
    if not all(_condition_may_show(part, context) for part in segment):
        return "unit_not_agreed"
    k_class = context.segment_class(segment)
    if k_class != "unknown":
        enough = context.persons_enough(k_class)
        return None if enough else "segment_few_persons"
    covered = context.segment_covers(segment, cases)
    if min(covered, covered_cases - covered) < context.policy.filter_cases:
        return "segment_few_cases"
    return None


def units_may_show(locus: Locus, context: ReleaseContext) -> bool:
    """All units of the locus may be named; true where it names none."""
    return all(context.unit_may_show(unit) for unit in locus.org_units or ())


def compares_units(locus: Locus) -> bool:
    """The locus is a step in a unit: without the unit nothing would be left of the statement."""
    return locus.activity is not None and bool(locus.org_units)


def steps_of(locus: Locus) -> tuple[str, ...]:
    """Every activity that the locus names."""
    single = (locus.activity, locus.source, locus.target)
    return tuple(name for name in (*single, *(locus.activities or ())) if name is not None)


def names_a_unit(candidate: Candidate, context: ReleaseContext) -> bool:
    """A text of the candidate names a unit that may not be shown.

    Labels of the locus are taken out first: an activity may be called like the unit it passes.
    """
    own = [*steps_of(candidate.locus), *(part.value for part in candidate.locus.segment or ())]
    return _hidden_unit_in(_texts(candidate), own, context)


def _hidden_unit_in(texts: Iterable[str], own: Iterable[str], context: ReleaseContext) -> bool:
    units = [u for u in sorted(context.unit_k) if not context.unit_may_show(u)]
    hidden = [re.escape(u) for u in units if len(u) >= SHORTEST_UNIT_NAME and not u.isdigit()]
    if not hidden:
        return False
    text = "\n".join(texts)
    for label in sorted(own, key=len, reverse=True):
        text = text.replace(label, " ")
    return re.search(rf"(?<!\w)({'|'.join(hidden)})(?!\w)", text) is not None


def _condition_may_show(part: SegmentValue, context: ReleaseContext) -> bool:
    if part.attribute not in context.unit_attributes:
        return True
    return context.unit_may_show(part.value, context.segment_class([part]))


def _texts(candidate: Candidate) -> Iterable[str]:
    evidence = candidate.evidence
    single = (candidate.title, candidate.observation, candidate.experiment)
    for text in (*single, evidence.formula, evidence.compared_with, evidence.disproof):
        yield from (text.de, text.en)
    for texts in (candidate.questions, evidence.confidence_reasons):
        yield from (*texts.de, *texts.en)
    yield from evidence.strata
