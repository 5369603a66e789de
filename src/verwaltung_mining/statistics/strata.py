"""Comparable cells: like is compared with like, as finely as the numbers allow."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from verwaltung_mining.statistics.dense_codes import dense_codes
from verwaltung_mining.statistics.sums import sums_by

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

NOT_COMPARED = -1


def assign_cells(
    place: Ints,
    levels: Sequence[Ints],
    affected: Bools | Ints,
    *,
    minimum: int,
    count: Ints | None = None,
) -> Ints:
    """The finest cell of each observation that holds enough affected and enough peers.

    `levels` are stratum codes from fine to coarse; an observation whose cell at one level has
    fewer than `minimum` affected or peers is tried again at the next level, together with the
    others left over. NOT_COMPARED where no level suffices. `count` says for how many observations
    a row stands, `affected` then how many of them are.

    >>> place = np.zeros(4, np.int64); fine = np.array([0, 0, 1, 1]); all_ = np.zeros(4, np.int64)
    >>> assign_cells(place, [fine, all_], np.array([True, False, True, True]), minimum=1)
    array([ 0,  0, -1, -1])
    """
    cells = np.full(len(place), NOT_COMPARED, np.int64)
    open_ = np.arange(len(place))
    next_cell = 0
    for level in levels:
        if not len(open_):
            break
        width = int(level.max(initial=0)) + 1
        _, code = dense_codes(place[open_] * width + level[open_])
        groups = int(code.max()) + 1
        n_affected = sums_by(code, affected[open_], groups=groups)
        n = np.bincount(code) if count is None else sums_by(code, count[open_], groups=groups)
        valid = (n_affected >= minimum) & (n - n_affected >= minimum)
        fits = valid[code]
        cells[open_[fits]] = next_cell + code[fits]
        next_cell += len(valid)
        open_ = open_[~fits]
    return cells
