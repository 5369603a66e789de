"""Questions to one log in memory, side by side in threads: NumPy and Polars let others run."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
T = TypeVar("T")
R = TypeVar("R")

MOST = 4
"""Questions at once: each has arrays of its own."""


def together(one: Callable[[], A], other: Callable[[], B]) -> tuple[A, B]:
    """What both give, asked at the same time.

    >>> together(lambda: 1, lambda: "two")
    (1, 'two')
    """
    with ThreadPoolExecutor(1) as thread:
        asked = thread.submit(other)
        return one(), asked.result()


def side_by_side(ask: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """The answers in the order of the items.

    >>> side_by_side(lambda number: 2 * number, [3, 1])
    [6, 2]
    """
    with ThreadPoolExecutor(min(MOST, os.cpu_count() or 1)) as threads:
        try:
            return list(threads.map(ask, items))
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise
