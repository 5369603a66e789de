"""Difference of means between affected observations and their peers, cell by cell."""

import numpy as np
import numpy.typing as npt

from verwaltung_mining.statistics.bootstrap import WeekDraws
from verwaltung_mining.statistics.strata import Bools, Ints
from verwaltung_mining.statistics.sums import sums_by

Floats = npt.NDArray[np.float64]


def stratified_excess(
    values: Floats, *, affected: Bools, cell: Ints, week: Ints, draws: WeekDraws | None = None
) -> Floats:
    """Σ over cells of n₁(mean₁ − mean₀): one number, or one per draw.

    A cell that a draw leaves without affected or peers adds nothing to that draw.

    >>> stratified_excess(np.array([5.0, 2.0]), affected=np.array([True, False]),
    ...                   cell=np.zeros(2, np.int64), week=np.zeros(2, np.int64))
    array([3.])
    """
    columns = int(cell.max(initial=-1)) + 1
    parts = [
        part.astype(float) for part in (affected, ~affected, affected * values, ~affected * values)
    ]
    if draws is None:
        n1, n0, s1, s0 = (sums_by(cell, part, groups=columns)[None, :] for part in parts)
    else:
        n1, n0, s1, s0 = (
            draws.sums(part, column=cell, week=week, columns=columns) for part in parts
        )
    both = (n1 > 0) & (n0 > 0)
    excess: Floats = np.where(both, s1 - n1 * s0 / np.where(both, n0, 1.0), 0.0).sum(axis=1)
    return excess
