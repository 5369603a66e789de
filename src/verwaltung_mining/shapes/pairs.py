"""Pairs of segments: two groups take longer at a place, and only where they meet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from verwaltung_mining.measures.segments import Segment, too_few_people
from verwaltung_mining.shapes.claims import Ints
from verwaltung_mining.shapes.compared import roles
from verwaltung_mining.shapes.comparison import comparisons
from verwaltung_mining.shapes.groups import Groups
from verwaltung_mining.shapes.hypothesis import Bound, Hypothesis, Place, Proposal, Wider
from verwaltung_mining.shapes.ranked import Ranked
from verwaltung_mining.shapes.strata import strata
from verwaltung_mining.texts import Text

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


NEITHER, FIRST, SECOND, BOTH = range(4)
"""Groups in which occurrences lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two findings at one place, and the group of each occurrence there."""

    one: Hypothesis
    other: Hypothesis
    here: Ranked
    """Occurrences of the place alone."""
    group: Ints

    @property
    def seconds(self) -> float:
        """Time of the occurrences in both groups."""
        return float(self.here.observations.seconds[self.group == BOTH].sum())

    @property
    def segment(self) -> tuple[tuple[str, str], ...]:
        """Both conditions."""
        return (_condition(self.one), _condition(self.other))


def pairs(
    ranked: Ranked,
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
    meetings = _meetings(ranked, parts, found)
    kept = meetings[:MOST_PAIRS]
    tested = [h for meeting in kept if (h := _hypothesis(meeting, bound)) is not None]
    return Proposal(hypotheses=tuple(tested), left_out=len(meetings) - len(tested))


def _meetings(
    ranked: Ranked,
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
        occurrences = _at(ranked, place)
        index = occurrences.observations.claims.index
        for one, other in combinations(sorted(here, key=lambda h: h.place.sort_key), 2):
            first, second = _condition(one), _condition(other)
            if first[0] != second[0] and not too_few_people(ranked.log, first, second):
                group = FIRST * members[first][index] + SECOND * members[second][index]
                result.append(Meeting(one=one, other=other, here=occurrences, group=group))
    return sorted(result, key=lambda meeting: -meeting.seconds)


def _hypothesis(meeting: Meeting, bound: Bound) -> Hypothesis | None:
    """None where too few cases lie in both groups, or in one without the other."""
    names, levels = strata(meeting.here.log, without=[name for name, _ in meeting.segment])
    groups = Groups.of(meeting.here, meeting.group, count=4, levels=levels, told_apart=False)
    worked = groups.counted(meeting.here.working)

    def compared(affected: int, *left_out: int) -> Hypothesis | None:
        tested = comparisons(
            groups,
            roles(groups, affected=affected, left_out=left_out),
            worked=worked,
            strata=names,
            minimum_cases=FEWEST_CASES,
            describe=lambda place: replace(place, segment=meeting.segment),
            bound=bound,
        )
        return tested[0] if tested else None

    whole = compared(BOTH)
    inside = [compared(BOTH, NEITHER, other) for other in (SECOND, FIRST)]
    outside = [compared(single, BOTH) for single in (FIRST, SECOND)]
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


def _at(ranked: Ranked, place: Place) -> Ranked:
    """The occurrences of one place."""
    code = ranked.observations.places.index(place)
    here = ranked.observations.select(ranked.at(code))
    alone = replace(here, place=np.zeros_like(here.place), places=(place,))
    return Ranked.of(ranked.log, alone)


def _condition(hypothesis: Hypothesis) -> tuple[str, str]:
    (condition,) = hypothesis.place.segment or ()
    return condition
