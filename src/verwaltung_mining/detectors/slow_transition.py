"""Slow transition: one segment of the cases takes longer from one step to the next."""

from functools import partial

import msgspec
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.detectors.requirements import groups
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.segments import segments
from verwaltung_mining.shapes import (
    Cover,
    Proposal,
    Ranked,
    by_segment,
    pairs,
    transitions,
    until_begun,
)
from verwaltung_mining.texts import Text


class SlowTransitionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `slow_transition`."""

    minimum_cases: int = 20
    """Cases in the segment and outside it below which a transition is not tested."""
    maximum_hypotheses: int = 2_000
    """Transitions times segments tested at most, those with the most case time first."""


def propose(log: AnalysedLog, settings: SlowTransitionSettings, taken: Cover) -> Proposal:
    """One hypothesis per transition and attribute value, against the other values; then per two
    of those that hold, where they meet.

    Where starts are known, the work on the target is the business of `slow_step`.
    """
    reason = groups(log)
    if reason is not None:
        return Proposal(skipped=reason)
    parts = segments(log)
    known = log.events.collect(where=pl.col("source").is_not_null())
    observations, left_out = transitions(
        log, known, maximum=max(settings.maximum_hypotheses // len(parts), 1)
    )
    if log.timing == "interval":
        observations = until_begun(observations, known)
    ranked = Ranked.of(log, observations)
    hypotheses = by_segment(ranked, parts, minimum_cases=settings.minimum_cases)
    examined = (left_out + len(observations.places)) * len(parts)
    return Proposal(
        hypotheses=tuple(hypotheses),
        left_out=examined - len(hypotheses),
        narrower=partial(pairs, ranked, parts),
    )


SLOW_TRANSITION = Detector(
    id="slow_transition",
    prefix="ST",
    name=Text(de="Langer Übergang in einer Gruppe von Fällen", en="slow transition by segment"),
    definition=Text(
        de="Fälle mit einem bestimmten Merkmal brauchen von einem Schritt zum nächsten länger als vergleichbare Fälle ohne dieses Merkmal. Gemessen wird bis zum Beginn des nächsten Schritts, wo der Beginn bekannt ist, sonst bis zu seinem Abschluss. Dauert es nur dort länger, wo zwei Merkmale zusammentreffen, werden beide genannt.",
        en="Cases with a certain attribute take longer from one step to the next than comparable cases without it. The time runs to the start of the next step where starts are known, else to its completion. Where it takes longer only where two attributes meet, both are named.",
    ),
    why=Text(
        de="Was bei anderen vergleichbaren Fällen schneller geht, kann vermutlich auch hier schneller gehen.",
        en="What goes faster in comparable cases can probably go faster here too.",
    ),
    source="Mann and Whitney 1947; van Elteren 1960; Berger 1982; Yekutieli 2008",
    settings=SlowTransitionSettings,
    propose=propose,
    waste="waiting",
    category="lay and transport times",
    untestable=groups,
    wording=Wording(
        title=Text(
            de="Länger von „{source}“ bis „{target}“ bei {segment}",
            en="Longer from “{source}” to “{target}” for {segment}",
        ),
        observation=Text(
            de="{cases} Fälle mit {segment} ({share}) brauchen von „{source}“ bis „{target}“ {typical} länger als vergleichbare Fälle.",
            en="{cases} cases with {segment} ({share}) take {typical} longer from “{source}” to “{target}” than comparable cases.",
        ),
        questions=(
            Text(
                de="Was geschieht zwischen „{source}“ und „{target}“ bei {segment} anders als sonst?",
                en="What happens differently between “{source}” and “{target}” for {segment}?",
            ),
            Text(
                de="Sind diese Fälle schwieriger, oder nehmen sie nur einen anderen Weg?",
                en="Are these cases more difficult, or do they only take another way?",
            ),
        ),
        experiment=Text(
            de="Behandeln Sie vier Wochen lang Fälle mit {segment} zwischen „{source}“ und „{target}“ so wie die übrigen und vergleichen Sie danach.",
            en="For four weeks, treat cases with {segment} between “{source}” and “{target}” like the others and compare afterwards.",
        ),
        formula=Text(
            de="je Schicht: Zahl der Fälle mit {segment} mal (ihre mittlere Zeit minus mittlere Zeit der übrigen), aufsummiert",
            en="per stratum: cases with {segment} times (their mean time minus the mean time of the others), summed",
        ),
        compared_with=Text(
            de="{peers} Fälle mit demselben Übergang außerhalb dieser Gruppe, in denselben Schichten; {remark}",
            en="{peers} cases with the same transition outside this group, in the same strata; {remark}",
        ),
        disproof=Text(
            de="Wenn die Fälle mit {segment} von sich aus aufwendiger sind und das Protokoll das nicht zeigt.",
            en="If the cases with {segment} are more demanding in themselves and the log does not show it.",
        ),
    ),
)
