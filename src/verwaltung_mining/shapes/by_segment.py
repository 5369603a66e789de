"""Segments at places: each value of each attribute against the other values."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.segments import Segment
from verwaltung_mining.shapes.comparison import Observations, comparisons
from verwaltung_mining.shapes.hypothesis import Bound, Hypothesis, Place
from verwaltung_mining.shapes.norm import NO_GROUP, normal
from verwaltung_mining.shapes.strata import strata
from verwaltung_mining.texts import Text

WITHOUT_THE_FASTEST = Text(
    de="eine auffallend schnelle Gruppe zählt nicht mit, sie ist eine Stärke und nicht der Maßstab",
    en="an unusually fast group does not count, it is a strength and not the yardstick",
)


def by_segment(
    log: AnalysedLog,
    observations: Observations,
    parts: Sequence[Segment],
    *,
    minimum_cases: int,
    bound: Bound = "point",
) -> list[Hypothesis]:
    """One hypothesis per place and segment that has enough cases and peers there.

    `parts` in the order of their attributes. The place of each hypothesis names its segment.
    """
    hypotheses: list[Hypothesis] = []
    for _, group in groupby(parts, key=lambda part: part.attribute):
        hypotheses += _of_attribute(log, observations, list(group), minimum_cases, bound)
    return hypotheses


def _of_attribute(
    log: AnalysedLog,
    observations: Observations,
    parts: list[Segment],
    minimum_cases: int,
    bound: Bound,
) -> list[Hypothesis]:
    """Each value of one attribute against the others, without one that is unusually fast."""
    names, levels = strata(log, without=(parts[0].attribute,))
    value = np.full(log.cases.height, NO_GROUP, np.int64)
    for code, part in enumerate(parts):
        value[part.members] = code
    group = value[observations.claims.index]
    observations = replace(observations, group=group)
    hypotheses: list[Hypothesis] = []
    for code, part in enumerate(parts):
        here = comparisons(
            log,
            observations,
            group == code,
            levels=levels,
            strata=names,
            minimum_cases=minimum_cases,
            eligible=normal(log, observations, group, compared=code, levels=levels),
            describe=lambda place, part=part: _marked(place, part),  # type: ignore[misc]
            bound=bound,
        )
        hypotheses += [replace(hypothesis, remark=WITHOUT_THE_FASTEST) for hypothesis in here]
    return hypotheses


def _marked(place: Place, part: Segment) -> Place:
    return replace(place, segment=((part.attribute, part.value),))
