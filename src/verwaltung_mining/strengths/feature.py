"""A feature of cases, and whether cases that have it are more often fast and clean."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from verwaltung_mining.strengths.case_mix import case_mix
from verwaltung_mining.strengths.comparable import Ints, comparable
from verwaltung_mining.strengths.contrast import Contrast, contrast, weeks_of
from verwaltung_mining.strengths.kind import Bools, Hypothesis, Material
from verwaltung_mining.strengths.strength import MixDifference, Strength, Where
from verwaltung_mining.texts import Text, percent

MEASURE = "share_fast_and_clean"
FAST_AND_CLEAN = Text(
    de="laufen öfter zügig und ohne Wiederholung",
    en="more often run fast and without repetition",
)
COPIED = Text(
    de="Was läuft hier anders, das sich übernehmen ließe?",
    en="What is different here that others could copy?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """Something a case has or has not."""

    where: Where
    members: Bools
    """By case index."""
    scope: Bools | None = None
    """The cases in which the question arises at all; None: all."""
    levels: Sequence[Ints] | None = None
    """Strata by case index, fine to coarse; None: type, channel, block and last step."""
    text: Text
    """Opening of the sentence: "Cases with …", once braces are escaped."""
    found: Text = FAST_AND_CLEAN
    """What is found more often."""
    question: Text = COPIED


def feature_hypothesis(
    material: Material, feature: Feature, good: Bools, *, kind: str
) -> Hypothesis:
    """Whether the cases with the feature are good more often than comparable ones without it."""
    log = material.log
    scope = np.ones(log.cases.height, bool) if feature.scope is None else feature.scope
    kept = np.flatnonzero(scope)
    levels = feature.levels or comparable(log, without=_attribute(feature.where))
    compared = contrast(
        good[kept].astype(float),
        feature.members[kept],
        levels=[level[kept] for level in levels],
        case=kept,
        week=log.week_of_case[kept],
        weeks=weeks_of(log),
    )
    return Hypothesis(
        p_value=compared.p_value,
        cases=compared.cases,
        peer_cases=compared.peer_cases,
        compared_share=compared.compared_share,
        members=feature.members,
        strength=partial(_strength, material, feature, scope, compared, kind),
    )


def _strength(
    material: Material, feature: Feature, scope: Bools, compared: Contrast, kind: str
) -> Strength | None:
    difference = compared.difference
    if difference < material.common.least_difference:
        return None
    inside, outside = feature.members & scope, ~feature.members & scope
    mix = _mix(material, feature.where, inside, outside)
    if max((part.distance for part in mix), default=0.0) > material.common.most_mix:
        return None
    value = compared.value
    low, high = compared.interval()
    return Strength(
        kind=kind,
        where=feature.where,
        cases=int(inside.sum()),
        peer_cases=int(outside.sum()),
        measure=MEASURE,
        value=value,
        peers=value - difference,
        low=low,
        high=high,
        raw=compared.raw,
        case_mix=mix,
        text=_sentence(feature, value, value - difference),
    )


def _mix(
    material: Material, where: Where, inside: Bools, outside: Bools
) -> tuple[MixDifference, ...]:
    without = _attribute(where)
    return case_mix(material.log, inside, outside, without=without, block=where.season is None)


def _attribute(where: Where) -> str | None:
    return where.segment[0] if where.segment else None


def _sentence(feature: Feature, value: float, peers: float) -> Text:
    """The opening, the two shares and the question."""
    return Text(
        de=f"{feature.text.de} {feature.found.de}: "
        f"{percent(value, 'de', digits=0)} gegenüber {percent(peers, 'de', digits=0)} "
        f"bei vergleichbaren Fällen. {feature.question.de}",
        en=f"{feature.text.en} {feature.found.en}: "
        f"{percent(value, 'en', digits=0)} against {percent(peers, 'en', digits=0)} "
        f"of comparable cases. {feature.question.en}",
    )
