"""How long something takes where some of it was cut off, or where it was only looked at."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

STEADY = 1e-9
"""Two shares whose logarithms differ by less are equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """Share that takes longer than each time, as steps."""

    times: Floats
    """Ascending; the share falls at each."""
    share: Floats
    """Share that takes longer than the time."""

    def expected(self, passed: Floats) -> Floats:
        """Mean length of those that take at least `passed`.

        Beyond the last time observed nothing is known; they are taken to end there.

        >>> whole = survival(np.array([1.0, 2.0, 3.0]), np.ones(3, bool))
        >>> whole.expected(np.array([0.0, 1.0, 5.0])).tolist()
        [2.0, 2.0, 5.0]
        """
        edges = np.r_[0.0, self.times]
        level = np.r_[1.0, self.share]
        area = np.r_[np.cumsum((np.diff(edges) * level[:-1])[::-1])[::-1], 0.0]
        at = np.maximum(np.searchsorted(edges, passed) - 1, 0)
        beyond = np.maximum(passed - edges[at], 0.0)
        left = np.where(at < len(self.times), area[at] - beyond * level[at], 0.0)
        mean: Floats = passed + np.where(level[at] > 0, left / np.maximum(level[at], 1e-12), 0.0)
        return np.maximum(mean, passed)


def survival(length: Floats, ended: Bools) -> Survival:
    """The share that takes longer than each time; where not `ended`, it was cut off at its length.

    What was cut off counts among those at risk until then. Source: Kaplan and Meier 1958.

    >>> survival(np.array([1.0, 2.0, 2.0]), np.array([True, False, True])).share.round(3).tolist()
    [0.667, 0.333]
    """
    times, code = np.unique(length, return_inverse=True)
    ends = np.bincount(code, weights=ended.astype(float), minlength=len(times))
    gone = np.cumsum(np.bincount(code, minlength=len(times)))
    at_risk = len(length) - np.r_[0, gone[:-1]]
    share = np.cumprod(1 - ends / np.maximum(at_risk, 1))
    fell = ends > 0
    return Survival(times=times[fell], share=share[fell])


def mean_by_inspection(times: Floats, asked: Floats, longer: Floats, *, least: float) -> float:
    """Mean length, where at ascending `times` so many were looked at and so many took longer.

    The share that takes longer can only fall: what does not is pooled, weighted by the number
    looked at. In between it falls by equal factors, to `least` where to none; beyond the last time
    nothing counts. Source: Ayer et al. 1955.

    >>> times, ten = np.array([1.0, 2.0, 3.0]), np.full(3, 10.0)
    >>> round(mean_by_inspection(times, ten, np.array([10.0, 4.0, 6.0]), least=0.05), 3)
    2.221
    """
    from scipy.optimize import isotonic_regression

    falling = isotonic_regression(longer / asked, weights=asked, increasing=False).x
    share = np.r_[1.0, falling]
    held = np.maximum(share, least)
    between = np.where(share[:-1] > 0, _logarithmic_mean(held[:-1], held[1:]), 0.0)
    return float((between * np.diff(np.r_[0.0, times])).sum())


def _logarithmic_mean(one: Floats, other: Floats) -> Floats:
    """Mean of a share that falls, or rises, from one to the other by equal factors.

    >>> _logarithmic_mean(np.array([1.0, 0.5]), np.array([np.exp(-1), 0.5])).round(3)
    array([0.632, 0.5  ])
    """
    ratio = np.log(one / other)
    steady = np.abs(ratio) < STEADY
    mean: Floats = np.where(steady, one, (one - other) / np.where(steady, 1.0, ratio))
    return mean
