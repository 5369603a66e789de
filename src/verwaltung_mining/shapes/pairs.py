"""Pairs of segments: two groups take longer at a place, and only where they meet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.segments import Segment, too_few_people
from verwaltung_mining.shapes.comparison import Observations, comparisons
from verwaltung_mining.shapes.hypothesis import Bound, Hypothesis, Place, Proposal, Wider
from verwaltung_mining.shapes.strata import strata
from verwaltung_mining.texts import Text

Bools = npt.NDArray[np.bool_]

FEWEST_CASES = 30
"""Cases of a pair: as many as a filter must cover (`[privacy] filter_cases`), so that the gate
withholds no pair for which wider findings gave way."""
MOST_PAIRS = 2_000
"""Pairs tested at most, those with the most time first."""

ONLY_WHERE_BOTH_MEET = Text(
    de="auch Fälle mit nur einem der beiden Merkmale brauchen weniger Zeit; p und Effektstärke "
    "sind die schwächeren dieser beiden Vergleiche",
    en="cases with only one of the two attributes take less time as well; p and effect size are "
    "the weaker ones of these two comparisons",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two findings at one place, and the occurrences there that lie in both groups."""

    one: Hypothesis
    other: Hypothesis
    here: Observations
    """Occurrences of the place alone."""
    first: Bools
    second: Bools

    @property
    def both(self) -> Bools:
        """Occurrences in both groups."""
        return self.first & self.second

    @property
    def groups(self) -> tuple[Bools, Bools]:
        """Occurrences in the one group and in the other."""
        return (self.first, self.second)

    @property
    def segment(self) -> tuple[tuple[str, str], ...]:
        """Both conditions."""
        return (_condition(self.one), _condition(self.other))


def pairs(
    log: AnalysedLog,
    observations: Observations,
    parts: Sequence[Segment],
    found: Sequence[Hypothesis],
    *,
    bound: Bound = "point",
) -> Proposal:
    """One hypothesis per two findings at a place that name values of different attributes.

    It says that the time is longer where both meet than in either group without the other: the
    p-value is the larger of the two comparisons (intersection-union test, Berger 1982), the effect
    the smaller. The amount is that against all other cases.
    """
    meetings = _meetings(log, observations, parts, found)
    kept = meetings[:MOST_PAIRS]
    tested = [h for meeting in kept if (h := _hypothesis(log, meeting, bound)) is not None]
    return Proposal(hypotheses=tuple(tested), left_out=len(meetings) - len(tested))


def _meetings(
    log: AnalysedLog,
    observations: Observations,
    parts: Sequence[Segment],
    found: Sequence[Hypothesis],
) -> list[Meeting]:
    """All that may be shown, those with the most time in both groups first."""
    members = {(part.attribute, part.value): part.members for part in parts}
    at: dict[Place, list[Hypothesis]] = {}
    for hypothesis in found:
        at.setdefault(replace(hypothesis.place, segment=None), []).append(hypothesis)
    result: list[Meeting] = []
    for place, here in at.items():
        occurrences = _at(observations, place)
        index = occurrences.claims.index
        for one, other in combinations(sorted(here, key=lambda h: h.place.sort_key), 2):
            first, second = _condition(one), _condition(other)
            if first[0] != second[0] and not too_few_people(log, first, second):
                inside = (members[first][index], members[second][index])
                result.append(
                    Meeting(
                        one=one, other=other, here=occurrences, first=inside[0], second=inside[1]
                    )
                )
    return sorted(result, key=lambda m: -float(m.here.seconds[m.both].sum()))


def _hypothesis(log: AnalysedLog, meeting: Meeting, bound: Bound) -> Hypothesis | None:
    """None where too few cases lie in both groups, or in one without the other."""
    names, levels = strata(log, without=[attribute for attribute, _ in meeting.segment])
    both = meeting.both

    def compared(affected: Bools, among: Bools) -> Hypothesis | None:
        tested = comparisons(
            log,
            meeting.here,
            affected,
            levels=levels,
            strata=names,
            minimum_cases=FEWEST_CASES,
            eligible=among,
            describe=lambda place: replace(place, segment=meeting.segment),
            bound=bound,
        )
        return tested[0] if tested else None

    whole = compared(both, np.ones(len(both), bool))
    inside = [compared(both, group) for group in meeting.groups]
    outside = [compared(group & ~both, ~both) for group in meeting.groups]
    if whole is None or inside[0] is None or inside[1] is None:
        return None
    return replace(
        whole,
        p_value=max(h.p_value for h in inside if h and h.p_value is not None),
        effect_size=min(h.effect_size for h in inside if h and h.effect_size is not None),
        remark=ONLY_WHERE_BOTH_MEET,
        narrows=tuple(
            Wider(place=single.place, effect_size=(rest.effect_size or 0.0) if rest else 0.0)
            for single, rest in zip((meeting.one, meeting.other), outside, strict=True)
        ),
    )


def _at(observations: Observations, place: Place) -> Observations:
    """The occurrences of one place."""
    here = observations.place == observations.places.index(place)
    return Observations(
        place=np.zeros(int(here.sum()), np.int64),
        claims=observations.claims.select(here),
        places=(place,),
        rows=observations.rows[here],
        done=None if observations.done is None else observations.done[here],
    )


def _condition(hypothesis: Hypothesis) -> tuple[str, str]:
    (condition,) = hypothesis.place.segment or ()
    return condition
