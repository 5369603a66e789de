"""Interval of a share that was counted."""

from math import sqrt

STANDARD_ERRORS = 1.959964
"""Standard errors to either side of a 95 % interval."""


def wilson(count: int, total: int) -> tuple[float, float]:
    """The 95 % interval of count / total; 0 to 1 where nothing was counted.

    Source: Wilson 1927, Probable inference, the law of succession, and statistical inference.

    >>> [round(end, 4) for end in wilson(0, 200)]
    [0.0, 0.0188]
    """
    if total <= 0:
        return 0.0, 1.0
    z2 = STANDARD_ERRORS**2
    share = count / total
    middle = share + z2 / (2 * total)
    half = STANDARD_ERRORS * sqrt(share * (1 - share) / total + z2 / (4 * total**2))
    scale = 1 + z2 / total
    return max((middle - half) / scale, 0.0), min((middle + half) / scale, 1.0)
