"""How far out the longest times lie, and how many of them a heavy tail lets expect."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

INNER_QUANTILE = 0.95
"""The tail is drawn on from the usual time to this quantile: few odd files do not reach it."""
EXPECTED_FAR = 0.005
"""Share of the times that the drawn tail expects beyond the mark `far`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """A Pareto tail fitted where the odd files do not reach; times in seconds."""

    usual: float
    far: float
    """Beyond it lies the share `expected` of a Pareto tail."""
    expected: float = EXPECTED_FAR


def tail(seconds: Floats, *, usual_quantile: float, least_usual: float) -> Tail:
    """The Pareto tail through the usual time and the 95 % quantile.

    No common law of waits has more far out than a Pareto tail: exponential, gamma and log-normal
    times stay below it, so that more than it expects is a tail of its own.
    Source: Clauset, Shalizi and Newman 2009, Power-law distributions in empirical data.

    >>> ranks = (np.arange(10_000) + 0.5) / 10_000
    >>> pareto = tail((1 - ranks) ** -0.5, usual_quantile=0.75, least_usual=0.0)
    >>> round(float(np.mean((1 - ranks) ** -0.5 > pareto.far)), 3)
    0.005
    """
    usual, inner = (float(np.quantile(seconds, q)) for q in (usual_quantile, INNER_QUANTILE))
    usual = max(usual, least_usual)
    if usual <= 0:
        return Tail(usual=usual, far=0.0)
    per_log = np.log(max(inner / usual, 1.0)) / np.log((1 - usual_quantile) / (1 - INNER_QUANTILE))
    far = usual * ((1 - usual_quantile) / EXPECTED_FAR) ** per_log
    return Tail(usual=usual, far=float(far))
