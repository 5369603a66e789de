"""What rank tests need of the observations: counts that merge in any order."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from verwaltung_mining.statistics.dense_codes import dense_codes
from verwaltung_mining.statistics.strata import Ints
from verwaltung_mining.statistics.sums import Floats, sums_by

LONGEST = 63
"""Bits that a row's key may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankCounts:
    """One row per ordered value, portion and week that occurs, sorted in this order.

    A portion is what every question takes as a whole or leaves out: the observations of one group
    in one stratum. Portion and week together are a bundle, so that sums over weeks are made once
    for a few thousand bundles, whatever is then asked of them.
    """

    value: Ints
    """A number in the order of the values, the same for values that count as equal."""
    bundle: Ints
    """Position in `portion` and `week`."""
    count: Ints
    portion: Ints
    """By bundle."""
    week: Ints
    """By bundle."""
    size: Floats
    """Observations, by bundle."""

    @classmethod
    def partial(cls, value: Ints, *, portion: Ints, week: Ints) -> "RankCounts":
        """The counts of a part of the observations."""
        keys, key = _keys(value, portion, week)
        key.sort()
        first = _first(key)
        return keys.counts(key[first], np.diff(np.r_[first, len(key)]))

    @classmethod
    def merge(cls, parts: Iterable["RankCounts"]) -> "RankCounts":
        """The counts of all parts together, whatever their order."""
        every = list(parts)
        keys, key = _keys(
            np.concatenate([part.value for part in every]),
            np.concatenate([part.portion[part.bundle] for part in every]),
            np.concatenate([part.week[part.bundle] for part in every]),
        )
        count = np.concatenate([part.count for part in every])
        order = np.argsort(key, kind="stable")
        first = _first(key[order])
        summed = np.add.reduceat(count[order], first) if len(first) else count
        return keys.counts(key[order][first], summed)


def _first(key: Ints) -> Ints:
    """Where each of the ordered keys occurs first."""
    return np.flatnonzero(np.r_[True, key[1:] != key[:-1]][: len(key)])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keys:
    """Value and bundle in the bits of one integer that sorts by them."""

    bits: int
    """Of a bundle."""
    portion: Ints
    week: Ints

    def counts(self, key: Ints, count: Ints) -> RankCounts:
        """What distinct keys stand for."""
        bundle = key & ((1 << self.bits) - 1)
        return RankCounts(
            value=key >> self.bits,
            bundle=bundle,
            count=count,
            portion=self.portion,
            week=self.week,
            size=sums_by(bundle, count, groups=len(self.week)),
        )


def _keys(value: Ints, portion: Ints, week: Ints) -> tuple[_Keys, Ints]:
    """The key of each row, and how to read it."""
    weeks = int(week.max(initial=0)) + 1
    bundles, bundle = dense_codes(portion * weeks + week)
    bits = len(bundles).bit_length()
    longest = int(value.max(initial=0)).bit_length() + bits
    if longest > LONGEST:
        raise OverflowError(f"values and bundles of {longest} bits are too many")
    keys = _Keys(bits=bits, portion=bundles // weeks, week=bundles % weeks)
    return keys, (value << bits) | bundle
