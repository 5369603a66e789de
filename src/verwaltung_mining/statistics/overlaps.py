"""Whether two pieces of work avoid each other: fewer overlaps than if both had been open."""

import numpy as np
import numpy.typing as npt

from verwaltung_mining.statistics.binomial import at_most

Floats = npt.NDArray[np.float64]

TWO = 2
SHIFTS = 20
"""How often the work of one case is laid beside that of another."""


def overlap_share(
    begin: Floats, finish: Floats, begin_other: Floats, finish_other: Floats
) -> float:
    """Share of the pairs that overlap if both pieces of work had been open from the same moment.

    Times count from that moment. Each case's first piece is laid beside other cases' second.

    >>> times = np.arange(40.0)
    >>> overlap_share(times, times + 1, times + 100, times + 101)
    0.0
    """
    if len(begin) < TWO:
        return 0.0
    met = [
        float(np.mean(_overlap(begin, finish, np.roll(begin_other, k), np.roll(finish_other, k))))
        for k in np.unique(np.linspace(1, len(begin) - 1, SHIFTS).astype(int)).tolist()
    ]
    return float(np.mean(met))


def fewer_overlaps(
    begin: Floats, finish: Floats, begin_other: Floats, finish_other: Floats
) -> tuple[int, float, float]:
    """Overlaps seen, overlaps expected, and the chance of so few if both had been open at once."""
    seen = int(_overlap(begin, finish, begin_other, finish_other).sum())
    share = overlap_share(begin, finish, begin_other, finish_other)
    return seen, share * len(begin), at_most(seen, len(begin), share)


def _overlap(
    begin: Floats, finish: Floats, begin_other: Floats, finish_other: Floats
) -> npt.NDArray[np.bool_]:
    result: npt.NDArray[np.bool_] = np.maximum(begin, begin_other) < np.minimum(
        finish, finish_other
    )
    return result
