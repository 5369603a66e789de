"""How often activities happen, counted on variants."""

from collections import Counter
from collections.abc import Iterable, Sequence

Variants = Iterable[tuple[Sequence[int], int]]
"""Sequences of activity codes, each with the number of cases that follow it."""


def occurrences(variants: Variants) -> tuple[Counter[int], Counter[int]]:
    """Activity → its events, and activity → the cases that it happens in.

    >>> occurrences([((4, 5, 4), 10), ((5,), 1)])
    (Counter({4: 20, 5: 11}), Counter({5: 11, 4: 10}))
    """
    events, cases = Counter[int](), Counter[int]()
    for sequence, n in variants:
        for activity, times in Counter(sequence).items():
            events[activity] += times * n
            cases[activity] += n
    return events, cases
