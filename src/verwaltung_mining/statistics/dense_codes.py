"""Group codes without gaps."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

SHORT = 2**16
"""Codes below this are put in order without comparing them (radix sort), ten times as fast."""
SPARSE = 8
"""Keys that span more than this many times their number are sorted instead of tabulated."""


def distinct(values: Ints) -> Ints:
    """The distinct values in ascending order.

    The same as `np.unique`, which tabulates hashes of integers and is ten to eighty times slower
    on large arrays (numpy 2.4; docs/decisions/0017-where-the-time-goes.md).

    >>> distinct(np.array([7, 2, 7]))
    array([2, 7])
    """
    ordered = np.sort(values)
    first = np.ones(len(ordered), bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def stable_order(codes: npt.NDArray[np.integer]) -> Ints:
    """Positions in ascending order of codes, equal ones as given; codes are not negative.

    >>> stable_order(np.array([7, 2, 7]))
    array([1, 0, 2])
    """
    short = codes.astype(np.uint16) if codes.max(initial=0) < SHORT else codes
    return np.argsort(short, kind="stable")


def dense_codes(keys: Ints) -> tuple[Ints, Ints]:
    """The distinct keys in ascending order, and the position of each key among them.

    Keys are not negative. The same as sorting them, mostly without sorting.

    >>> dense_codes(np.array([7, 2, 7]))
    (array([2, 7]), array([1, 0, 1]))
    """
    span = int(keys.max(initial=-1)) + 1
    if span > SPARSE * max(len(keys), 1):
        distinct, code = np.unique(keys, return_inverse=True)
        return distinct, code.astype(np.int64)
    seen = np.zeros(span, bool)
    seen[keys] = True
    position = np.cumsum(seen) - 1
    return np.flatnonzero(seen).astype(np.int64, copy=False), position[keys].astype(
        np.int64, copy=False
    )
