"""Segments at places: each value of each attribute against the other values."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

import numpy as np

from verwaltung_mining.measures.segments import Segment
from verwaltung_mining.shapes.claims import Ints
from verwaltung_mining.shapes.each_against_others import each_against_others
from verwaltung_mining.shapes.groups import NO_GROUP
from verwaltung_mining.shapes.hypothesis import Bound, Hypothesis, Place
from verwaltung_mining.shapes.ranked import Ranked
from verwaltung_mining.shapes.strata import strata
from verwaltung_mining.texts import Text

WITHOUT_THE_FASTEST = Text(
    de="eine auffallend schnelle Gruppe zählt nicht mit, sie ist eine Stärke und nicht der Maßstab",
    en="an unusually fast group does not count, it is a strength and not the yardstick",
)


def by_segment(
    ranked: Ranked, parts: Sequence[Segment], *, minimum_cases: int, bound: Bound = "point"
) -> list[Hypothesis]:
    """One hypothesis per place and segment that has enough cases and peers there.

    `parts` in the order of their attributes. The place of each hypothesis names its segment.
    """
    hypotheses: list[Hypothesis] = []
    elapsed = ranked.elapsed()
    for _, group in groupby(parts, key=lambda part: part.attribute):
        hypotheses += _of_attribute(ranked, elapsed, list(group), minimum_cases, bound)
    return hypotheses


def _of_attribute(
    ranked: Ranked, elapsed: Ints, parts: list[Segment], minimum_cases: int, bound: Bound
) -> list[Hypothesis]:
    """Each value of one attribute against the others, without one that is unusually fast."""
    names, levels = strata(ranked.log, without=(parts[0].attribute,))
    value = np.full(ranked.log.cases.height, NO_GROUP, np.int64)
    for code, part in enumerate(parts):
        value[part.members] = code
    index = ranked.observations.claims.index
    hypotheses = each_against_others(
        ranked,
        value[index],
        elapsed=elapsed,
        described=[partial(_marked, part) for part in parts],
        levels=levels,
        strata=names,
        minimum_cases=minimum_cases,
        bound=bound,
    )
    return [replace(hypothesis, remark=WITHOUT_THE_FASTEST) for hypothesis in hypotheses]


def _marked(part: Segment, place: Place) -> Place:
    return replace(place, segment=((part.attribute, part.value),))
