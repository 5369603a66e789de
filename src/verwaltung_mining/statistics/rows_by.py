"""Which rows belong to each code."""

import numpy as np
import numpy.typing as npt

from verwaltung_mining.statistics.dense_codes import Ints

SHORT = np.iinfo(np.uint16).max


def rows_by(code: npt.NDArray[np.integer]) -> dict[int, Ints]:
    """Code → its rows in ascending order, for the codes that occur, in their order.

    Codes are not negative. numpy sorts those of 16 bits by counting.

    >>> {code: rows.tolist() for code, rows in rows_by(np.array([7, 2, 7])).items()}
    {2: [1], 7: [0, 2]}
    """
    if int(code.max(initial=0)) <= SHORT:
        code = code.astype(np.uint16)
    order = np.argsort(code, kind="stable")
    ordered = code[order]
    first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]][: len(ordered)])
    parts = np.split(order, first[1:]) if len(first) else []
    return dict(zip(ordered[first].tolist(), parts, strict=True))
