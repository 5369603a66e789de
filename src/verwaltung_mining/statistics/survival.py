"""How long something takes where some of it was cut off: Kaplan and Meier."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


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
