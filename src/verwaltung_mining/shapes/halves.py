"""Whether an effect is the same in the first and the second half of the period."""

import numpy as np

from verwaltung_mining.shapes.claims import Floats, Ints

HALVES_RATIO = 2.0
"""The effect per case in one half is at most this many times the other (docs/methods.md)."""


def halves_agree(seconds: Floats, week: Ints) -> bool | None:
    """Whether an affected case loses a similar time in both halves; None where one is empty.

    >>> halves_agree(np.array([3.0, 4.0]), np.array([1, 9]))
    True
    """
    if not len(week):
        return None
    middle = np.median(week)
    early, late = seconds[week <= middle], seconds[week > middle]
    if not len(late):
        return None
    return similar(float(early.mean()), float(late.mean()))


def similar(one: float, other: float) -> bool:
    """Both above zero and at most a factor of two apart."""
    small, large = sorted((one, other))
    return small > 0 and large <= HALVES_RATIO * small
