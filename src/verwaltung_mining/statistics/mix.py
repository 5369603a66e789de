"""Levels that do not change when only the mix of cases does."""

import numpy as np
import numpy.typing as npt

from verwaltung_mining.statistics.sums import sums_by

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

ROUNDS = 25
"""Each round halves what is left at least, even where week and kind go together closely."""


def without_mix(values: Floats, *, kind: Ints, week: Ints) -> Floats:
    """Values less what their kind of case is longer than the others in the same week.

    Kinds and weeks are fitted in turn (two-way analysis of means), so that a change over time is
    not taken for one of the mix, nor the other way round. The mean stays.

    >>> kind, week = np.array([0, 0, 1, 0, 1, 1]), np.array([0, 0, 0, 1, 1, 1])
    >>> without_mix(np.array([1.0, 1.0, 5.0, 1.0, 5.0, 5.0]), kind=kind, week=week).round(6)
    array([3., 3., 3., 3., 3., 3.])
    """
    kinds, weeks = int(kind.max(initial=0)) + 1, int(week.max(initial=0)) + 1
    of_kind = np.maximum(sums_by(kind, np.ones(len(kind)), groups=kinds), 1.0)
    of_week = np.maximum(sums_by(week, np.ones(len(week)), groups=weeks), 1.0)
    longer = np.zeros(kinds)
    for _ in range(ROUNDS if kinds > 1 else 0):
        level = sums_by(week, values - longer[kind], groups=weeks) / of_week
        longer = sums_by(kind, values - level[week], groups=kinds) / of_kind
    result: Floats = values - longer[kind] + longer[kind].sum() / max(len(kind), 1)
    return result
