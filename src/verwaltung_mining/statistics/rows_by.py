"""Which rows belong to each code."""

import numpy as np
import numpy.typing as npt

from verwaltung_mining.statistics.dense_codes import Ints, stable_order


def rows_by(code: npt.NDArray[np.integer]) -> dict[int, Ints]:
    """Code → its rows in ascending order, for the codes that occur, in their order.

    Codes are not negative.

    >>> {code: rows.tolist() for code, rows in rows_by(np.array([7, 2, 7])).items()}
    {2: [1], 7: [0, 2]}
    """
    order = stable_order(code)
    ordered = code[order]
    first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]][: len(ordered)])
    ends = [*first[1:].tolist(), len(order)]
    return {
        value: order[begin:end]
        for value, begin, end in zip(ordered[first].tolist(), first.tolist(), ends, strict=False)
    }
