"""What rank tests need of the observations: counts that merge in any order."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from verwaltung_mining.statistics.strata import Ints

LONGEST = 63
"""Bits that a row's key may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankCounts:
    """One row per ordered value, portion and week that occurs, sorted in this order.

    A portion is what every question takes as a whole or leaves out: the observations of one group
    in one stratum.
    """

    value: Ints
    """A number in the order of the values, the same for values that count as equal."""
    portion: Ints
    week: Ints
    count: Ints

    @classmethod
    def partial(cls, value: Ints, *, portion: Ints, week: Ints) -> "RankCounts":
        """The counts of a part of the observations."""
        keys = _Keys.of(value, portion, week)
        key = np.sort(keys.key(value, portion, week))
        first = _first(key)
        return keys.counts(key[first], np.diff(np.r_[first, len(key)]))

    @classmethod
    def merge(cls, parts: Iterable["RankCounts"]) -> "RankCounts":
        """The counts of all parts together, whatever their order."""
        every = list(parts)
        value, portion, week, count = (
            np.concatenate([getattr(part, name) for part in every])
            for name in ("value", "portion", "week", "count")
        )
        keys = _Keys.of(value, portion, week)
        key = keys.key(value, portion, week)
        order = np.argsort(key, kind="stable")
        first = _first(key[order])
        summed = np.add.reduceat(count[order], first) if len(first) else count
        return keys.counts(key[order][first], summed)


def _first(key: Ints) -> Ints:
    """Where each of the ordered keys occurs first."""
    return np.flatnonzero(np.r_[True, key[1:] != key[:-1]][: len(key)])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keys:
    """Value, portion and week in the bits of one integer that sorts by them."""

    portion: int
    week: int

    @classmethod
    def of(cls, value: Ints, portion: Ints, week: Ints) -> "_Keys":
        bits = [int(part.max(initial=0)).bit_length() for part in (value, portion, week)]
        if sum(bits) > LONGEST:
            raise OverflowError(f"values, portions and weeks of {bits} bits are too many")
        return cls(portion=bits[1], week=bits[2])

    def key(self, value: Ints, portion: Ints, week: Ints) -> Ints:
        keys: Ints = (((value << self.portion) | portion) << self.week) | week
        return keys

    def counts(self, key: Ints, count: Ints) -> RankCounts:
        """What distinct keys stand for."""
        return RankCounts(
            value=key >> (self.portion + self.week),
            portion=(key >> self.week) & ((1 << self.portion) - 1),
            week=key & ((1 << self.week) - 1),
            count=count,
        )
