"""False-discovery control over every hypothesis of a run."""

from collections.abc import Sequence

import numpy as np


def q_values(p_values: Sequence[float]) -> tuple[float, ...]:
    """Benjamini-Hochberg adjusted p-values, in the order given.

    Source: Benjamini and Hochberg 1995.

    >>> q_values([0.01, 0.04, 0.03])
    (0.03, 0.04, 0.04)
    """
    p = np.asarray(p_values, float)
    if not len(p):
        return ()
    order = np.argsort(p, kind="stable")
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    adjusted = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    result = np.empty(len(p))
    result[order] = adjusted
    return tuple(result.tolist())
