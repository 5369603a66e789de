"""Tests on sums over weeks: cases of one week share their fate, so weeks are the units."""

import numpy as np
import numpy.typing as npt

from verwaltung_mining.statistics.strata import Ints
from verwaltung_mining.statistics.sums import sums_by

Floats = npt.NDArray[np.float64]


def p_values_of_sums(
    estimate: Floats, influence: Floats, place: Ints, week: Ints, places: int
) -> Floats:
    """Two-sided p-value of each place's estimate from its observations' influence on it.

    The variance is W/(W−1) · Σ (week sum of influence)², the week-block bootstrap's for a linear
    statistic; Student's t with W−1 degrees of freedom, W the weeks with observations.
    1 where fewer than two weeks or no variance.
    """
    from scipy.special import stdtr

    width = int(week.max(initial=0)) + 1
    keys, code = np.unique(place * width + week, return_inverse=True)
    sums = sums_by(code, influence, groups=len(keys))
    owner = keys // width
    squares = sums_by(owner, sums**2, groups=places)
    weeks = np.bincount(owner, minlength=places)
    enough = (weeks > 1) & (squares > 0)
    variance = np.where(enough, squares * weeks / np.maximum(weeks - 1, 1), 1.0)
    tail = stdtr(np.maximum(weeks - 1, 1), -np.abs(estimate) / np.sqrt(variance))
    return np.where(enough, 2 * tail, 1.0)


def cluster_p_value(excess: Floats, week: Ints) -> float:
    """Two-sided p-value of the hypothesis that `excess` is zero in expectation, weeks as units.

    The variance is taken under that hypothesis, around zero, so that an excess without any
    exception is the surest and not undefined.

    >>> cluster_p_value(np.ones(30), np.arange(30)) < 0.001
    True
    """
    total = float(excess.sum())
    place = np.zeros(len(excess), np.int64)
    return float(p_values_of_sums(np.array([total]), excess, place, week, 1)[0])
