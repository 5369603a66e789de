"""Whether those who come later are served first, more often than chance explains."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

LARGEST = np.iinfo(np.int64).max
"""Of what a key of cell and wait may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Pairs who come one after the other while the first still waits."""

    first: Ints
    """Position of the one who came first, in the arrays given."""
    overtaken: Bools
    """Whether the second is served before the first."""
    by_chance: Floats
    """Probability of that if the waits of the cell were dealt out in any order."""


def neighbours(come: Ints, served: Ints, *, cell: Ints) -> Neighbours:
    """Adjacent pairs of each cell, in the order of coming, with what chance lets expect.

    `cell` groups those of one queue whose waits may be exchanged: the same time of year. Given the
    wait of the first, each other wait of its cell is as likely for the second; the pair is
    overtaken where that wait is shorter than what the first still has before it. First in, first
    out never overtakes; last in, first out always. Who comes at the same moment has no order.

    >>> zero, come = np.zeros(3, np.int64), np.array([0, 1, 2])
    >>> neighbours(come, np.array([7, 6, 5]), cell=zero).overtaken.tolist()
    [True, True]
    >>> neighbours(come, np.array([7, 8, 9]), cell=zero).overtaken.tolist()
    [False, False]
    """
    order = np.lexsort((served, come, cell))
    one, other = order[:-1], order[1:]
    paired = (cell[one] == cell[other]) & (come[one] < come[other]) & (come[other] < served[one])
    one, other = one[paired], other[paired]
    return Neighbours(
        first=one,
        overtaken=served[other] < served[one],
        by_chance=_shorter(served - come, cell, one, served[one] - come[other]),
    )


def _shorter(wait: Ints, cell: Ints, of: Ints, ahead: Ints) -> Floats:
    """Share of the other waits in the cell of each of `of` that are shorter than `ahead`."""
    width = int(max(wait.max(initial=0), ahead.max(initial=0))) + 1
    if (int(cell.max(initial=0)) + 1) * width > LARGEST:
        raise OverflowError(f"waits of up to {width} in so many cells do not fit one key")
    size = np.bincount(cell)
    begin, others = np.cumsum(size) - size, size[cell[of]] - 1
    keys = np.sort(cell * width + wait)
    below = np.searchsorted(keys, cell[of] * width + ahead) - begin[cell[of]]
    share: Floats = below / np.maximum(others, 1)
    return share


def in_order(come: Ints, served: Ints, *, queue: Ints) -> Ints:
    """When each would have been served in the order of coming, at the same moments of service.

    >>> in_order(np.array([0, 1]), np.array([7, 5]), queue=np.zeros(2, np.int64))
    array([5, 7])
    """
    result = np.empty_like(served)
    result[np.lexsort((served, come, queue))] = served[np.lexsort((served, queue))]
    return result
