"""What is normal at a place: the other groups, without one that is unusually fast."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Floats, Ints
from verwaltung_mining.shapes.comparison import Observations, levels_within
from verwaltung_mining.shapes.strata import MINIMUM_PER_CELL
from verwaltung_mining.statistics import assign_cells, rank_tests, sums_by

Bools = npt.NDArray[np.bool_]

FAST_EFFECT = -0.147
"""Cliff's delta from which a group is unusually fast (small effect, Romano et al. 2006)."""
FAST_ALPHA = 0.05
FEWEST = 20
"""Occurrences that must remain as peers."""
NO_GROUP = -1


def normal(
    log: AnalysedLog,
    observations: Observations,
    group: Ints,
    *,
    compared: int,
    levels: Sequence[Ints],
    within: Ints | None = None,
) -> Bools:
    """Occurrences that the group `compared` is held against, and its own.

    `group` is the group of each occurrence, NO_GROUP where unknown; `within` as in `comparisons`.
    Where three groups or more meet at a place and the fastest of the others is clearly faster than
    the rest of them, it is left out: it goes especially well (a strength), and is not what
    everybody else falls behind.
    """
    others = (group != compared) & (group != NO_GROUP)
    fastest = _fastest(observations, group, others)
    fast = others & (group == fastest[observations.place])
    index = observations.claims.index
    rest = np.flatnonzero(others)
    tests = rank_tests(
        observations.seconds[rest],
        place=observations.place[rest],
        cell=assign_cells(
            observations.place[rest],
            [level[rest] for level in levels_within(observations, levels, within)],
            fast[rest],
            minimum=MINIMUM_PER_CELL,
        ),
        affected=fast[rest],
        week=log.week_of_case[index[rest]],
        places=len(observations.places),
    )
    unusual = (
        (tests.effect_size <= FAST_EFFECT) & (tests.p_value <= FAST_ALPHA) & (tests.peers >= FEWEST)
    )
    normal_ones: Bools = ~(fast & unusual[observations.place])
    return normal_ones


def _fastest(observations: Observations, group: Ints, among: Bools) -> Ints:
    """By place the group with the least mean time among those of enough occurrences."""
    groups = int(group.max(initial=0)) + 1
    places = len(observations.places)
    code = observations.place[among] * groups + group[among]
    counts = np.bincount(code, minlength=places * groups)
    sums = sums_by(code, observations.seconds[among], groups=places * groups)
    means: Floats = np.where(counts >= FEWEST, sums / np.maximum(counts, 1), np.inf)
    best: Ints = means.reshape(places, groups).argmin(axis=1)
    return best
