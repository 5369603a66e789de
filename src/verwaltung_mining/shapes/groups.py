"""Groups at places, counted once by stratum, from which every question about them is answered."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from verwaltung_mining.shapes.claims import Ints
from verwaltung_mining.shapes.ranked import Ranked
from verwaltung_mining.statistics import RankCounts, dense_codes

NO_GROUP = -1
"""Group of occurrences of which it is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Occurrences of places, counted by the finest stratum at the place and by group."""

    ranked: Ranked
    groups: int
    """Groups, and the unknown one before them."""
    portion: Ints
    """Stratum and group of each occurrence in one number."""
    place: Ints
    """By stratum."""
    levels: tuple[Ints, ...]
    """Codes of the strata from fine to coarse, by stratum."""
    size: Ints
    """Occurrences by stratum and group."""
    told_apart: bool
    """Whether the pass-through is looked at with each group of peers alone, too."""

    @classmethod
    def of(
        cls,
        ranked: Ranked,
        group: Ints,
        *,
        count: int,
        levels: Sequence[Ints],
        within: Ints | None = None,
        told_apart: bool = True,
    ) -> "Groups":
        """`group` of each occurrence, 0 … count − 1, NO_GROUP where unknown.

        `levels` are stratum codes per case index; the first is the finest, of which the others
        unite some. Occurrences that differ in `within` (a code for each) are never compared.
        """
        place, groups = ranked.observations.place, count - NO_GROUP
        index, width = ranked.observations.claims.index, 1
        inside = np.zeros(len(index), np.int64)
        if within is not None:
            inside, width = within, int(within.max(initial=0)) + 1
        strata = (int(levels[0].max(initial=0)) + 1) * width
        finest, stratum = dense_codes(place * strata + levels[0][index] * width + inside)
        one = np.zeros(len(finest), np.int64)
        one[stratum] = np.arange(len(stratum))
        portion = stratum * groups + group - NO_GROUP
        size = np.bincount(portion, minlength=len(finest) * groups)
        return cls(
            ranked=ranked,
            groups=groups,
            portion=portion,
            place=place[one],
            levels=tuple(level[index[one]] * width + inside[one] for level in levels),
            size=size.reshape(len(finest), groups),
            told_apart=told_apart,
        )

    @property
    def places(self) -> int:
        """Number of places."""
        return len(self.ranked.observations.places)

    def counted(self, value: Ints) -> RankCounts:
        """The occurrences counted for rank tests of a time, of which `value` is the order."""
        return RankCounts.partial(value, portion=self.portion, week=self.ranked.week)
