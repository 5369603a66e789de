"""What is normal at a place: the other groups, without one that is unusually fast."""

from collections.abc import Iterator, Sequence

import numpy as np

from verwaltung_mining.shapes.claims import Floats, Ints
from verwaltung_mining.shapes.compared import LEFT_OUT, Compared, roles
from verwaltung_mining.shapes.groups import NO_GROUP, Groups
from verwaltung_mining.shapes.strata import MINIMUM_PER_CELL
from verwaltung_mining.statistics import sums_by

FAST_EFFECT = -0.147
"""Cliff's delta from which a group is unusually fast (small effect, Romano et al. 2006)."""
FAST_ALPHA = 0.05
FEWEST = 20
"""Occurrences that must remain as peers."""


def unusually_fast(groups: Groups, asked: Sequence[int], *, elapsed: Ints) -> Iterator[Ints]:
    """For each group asked about the one it is not held against, by place; NO_GROUP for none.

    Where three groups or more meet at a place and the fastest of the others is clearly faster than
    the rest of them, it is left out: it goes especially well (a strength), and is not what
    everybody else falls behind. `elapsed` are the times by the calendar (`Ranked.elapsed`).
    """
    means, counts = _mean_seconds(groups), groups.counted(elapsed)
    for group in asked:
        others = means.copy()
        others[:, group] = np.inf
        fastest: Ints = others.argmin(axis=1)
        role = roles(groups, affected=fastest, left_out=[group], unknown=LEFT_OUT)
        tests = Compared.of(groups, role, minimum=MINIMUM_PER_CELL).tests(counts)
        unusual = tests.effect_size <= FAST_EFFECT
        unusual &= (tests.p_value <= FAST_ALPHA) & (tests.peers >= FEWEST)
        yield np.where(unusual, fastest, NO_GROUP)


def _mean_seconds(groups: Groups) -> Floats:
    """By place and known group; infinite where it occurs too seldom."""
    observations, shape = groups.ranked.observations, (groups.places, groups.groups)
    code = observations.place * groups.groups + groups.portion % groups.groups
    counts, sums = (
        sums_by(code, values, groups=shape[0] * shape[1]).reshape(shape)[:, -NO_GROUP:]
        for values in (np.ones(len(code)), observations.seconds)
    )
    return np.where(counts >= FEWEST, sums / np.maximum(counts, 1), np.inf)
