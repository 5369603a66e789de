"""Two small groups of means: the classical test for few observations."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

COVERAGE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMeans:
    """Difference of two groups: p-value and 95 % interval."""

    p_value: float
    low: float
    high: float


def compare_means(here: Floats, others: Floats) -> GroupMeans:
    """Student's t with pooled variance; nothing is told where there are fewer than two and one.

    >>> compare_means(np.array([3.0, 3.2]), np.array([1.0, 1.2, 0.9])).p_value < 0.01
    True
    """
    from scipy.special import stdtr, stdtrit

    around = np.r_[here - here.mean(), others - others.mean()]
    freedom = len(around) - 2
    if min(len(here), len(others)) < 1 or freedom < 1 or not np.ptp(around):
        return GroupMeans(p_value=1.0, low=-np.inf, high=np.inf)
    pooled = float((around**2).sum()) / freedom
    error = float(np.sqrt(pooled * (1 / len(here) + 1 / len(others))))
    difference = float(here.mean() - others.mean())
    reach = float(stdtrit(freedom, (1 + COVERAGE) / 2)) * error
    return GroupMeans(
        p_value=float(2 * stdtr(freedom, -abs(difference) / error)),
        low=difference - reach,
        high=difference + reach,
    )
