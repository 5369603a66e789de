"""Group codes without gaps."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

SPARSE = 8
"""Keys that span more than this many times their number are sorted instead of tabulated."""


def dense_codes(keys: Ints) -> tuple[Ints, Ints]:
    """The distinct keys in ascending order, and the position of each key among them.

    Keys are not negative. The same as sorting them, mostly without sorting.

    >>> dense_codes(np.array([7, 2, 7]))
    (array([2, 7]), array([1, 0, 1]))
    """
    span = int(keys.max(initial=-1)) + 1
    if span > SPARSE * max(len(keys), 1):
        distinct, code = np.unique(keys, return_inverse=True)
        return distinct, code.astype(np.int64)
    seen = np.zeros(span, bool)
    seen[keys] = True
    position = np.cumsum(seen) - 1
    return np.flatnonzero(seen).astype(np.int64), position[keys].astype(np.int64)
