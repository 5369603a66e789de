"""Sums by group code."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def sums_by(
    code: Ints, values: npt.NDArray[np.float64 | np.int64 | np.bool_], *, groups: int
) -> Floats:
    """Sum of `values` for each code 0 … groups − 1.

    >>> sums_by(np.array([0, 2, 0]), np.array([1.0, 5.0, 2.0]), groups=3)
    array([3., 0., 5.])
    """
    result: Floats = np.bincount(code, weights=values, minlength=groups)  # type: ignore[assignment]
    return result
