"""What rank tests need of the observations: counts that merge in any order."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from verwaltung_mining.statistics.strata import Bools, Ints

LONGEST = 62
"""Bits that a row's key may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankCounts:
    """One row per cell, ordered value, week and group that occurs, sorted in this order."""

    cell: Ints
    value: Ints
    """A number in the order of the values, the same for values that count as equal."""
    week: Ints
    affected: Bools
    place: Ints
    count: Ints

    @classmethod
    def partial(
        cls, value: Ints, *, place: Ints, cell: Ints, affected: Bools, week: Ints
    ) -> "RankCounts":
        """The counts of a part of the observations; a cell belongs to one place."""
        keys = _Keys.of(value, cell, week)
        key = np.sort(keys.key(cell, value, week, affected))
        first = _first(key)
        return keys.counts(key[first], np.diff(np.r_[first, len(key)]), place, cell)

    @classmethod
    def merge(cls, parts: Iterable["RankCounts"]) -> "RankCounts":
        """The counts of all parts together, whatever their order."""
        every = list(parts)
        value, week, cell, place, count = (
            np.concatenate([getattr(part, name) for part in every])
            for name in ("value", "week", "cell", "place", "count")
        )
        affected = np.concatenate([part.affected for part in every])
        keys = _Keys.of(value, cell, week)
        key = keys.key(cell, value, week, affected)
        order = np.argsort(key, kind="stable")
        first = _first(key[order])
        summed = np.add.reduceat(count[order], first) if len(first) else count
        return keys.counts(key[order][first], summed, place, cell)


def _first(key: Ints) -> Ints:
    """Where each of the ordered keys occurs first."""
    return np.flatnonzero(np.r_[True, key[1:] != key[:-1]][: len(key)])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keys:
    """Cell, value, week and group in one integer that sorts by them."""

    cells: int
    values: int
    weeks: int

    @classmethod
    def of(cls, value: Ints, cell: Ints, week: Ints) -> "_Keys":
        cells, values, weeks = (int(part.max(initial=0)) + 1 for part in (cell, value, week))
        if (2 * cells * values * weeks).bit_length() > LONGEST:
            raise OverflowError(f"{cells} cells of {values} values in {weeks} weeks are too many")
        return cls(cells=cells, values=values, weeks=weeks)

    def key(self, cell: Ints, value: Ints, week: Ints, affected: Bools) -> Ints:
        keys: Ints = ((cell * self.values + value) * self.weeks + week) * 2 + affected
        return keys

    def counts(self, key: Ints, count: Ints, place: Ints, cell: Ints) -> RankCounts:
        """What distinct keys stand for; `place` and `cell` say to which place a cell belongs."""
        place_of_cell = np.zeros(self.cells, np.int64)
        place_of_cell[cell] = place
        left, group = np.divmod(key, 2)
        left, week = np.divmod(left, self.weeks)
        of_cell, value = np.divmod(left, self.values)
        return RankCounts(
            cell=of_cell,
            value=value,
            week=week,
            affected=group.astype(bool),
            place=place_of_cell[of_cell],
            count=count,
        )
