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
        return cls._summed(value, place, cell, affected, week, np.ones(len(value), np.int64))

    @classmethod
    def merge(cls, parts: Iterable["RankCounts"]) -> "RankCounts":
        """The counts of all parts together, whatever their order."""
        every = list(parts)
        return cls._summed(
            np.concatenate([p.value for p in every]),
            np.concatenate([p.place for p in every]),
            np.concatenate([p.cell for p in every]),
            np.concatenate([p.affected for p in every]),
            np.concatenate([p.week for p in every]),
            np.concatenate([p.count for p in every]),
        )

    @classmethod
    def _summed(
        cls, value: Ints, place: Ints, cell: Ints, affected: Bools, week: Ints, count: Ints
    ) -> "RankCounts":
        values, weeks = int(value.max(initial=0)) + 1, int(week.max(initial=0)) + 1
        cells = int(cell.max(initial=0)) + 1
        if (2 * cells * values * weeks).bit_length() > LONGEST:
            raise OverflowError(f"{cells} cells of {values} values in {weeks} weeks are too many")
        key = ((cell * values + value) * weeks + week) * 2 + affected
        order = np.argsort(key, kind="stable")
        key = key[order]
        first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else order
        key = key[first]
        place_of_cell = np.zeros(cells, np.int64)
        place_of_cell[cell] = place
        left, group = np.divmod(key, 2)
        left, week = np.divmod(left, weeks)
        cell, value = np.divmod(left, values)
        return cls(
            cell=cell,
            value=value,
            week=week,
            affected=group.astype(bool),
            place=place_of_cell[cell],
            count=np.add.reduceat(count[order], first) if len(first) else count[:0],
        )
