"""Case time that is already claimed, and how much of other intervals lies in it."""

from dataclasses import dataclass

import numpy as np

from verwaltung_mining.measures.case_time import case_time
from verwaltung_mining.shapes.claims import MILLISECONDS, Claims, Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Disjoint intervals of cases, sorted by case and begin, each covered to a share of 0 to 1."""

    intervals: Claims
    share: Floats

    @classmethod
    def of(cls, claims: Claims) -> "Cover":
        """Everything that lies inside the claims, fully covered."""
        united = claims.united()
        return cls(intervals=united, share=np.ones(len(united.index)))

    def seconds_in(self, claims: Claims) -> Floats:
        """Covered seconds of each interval.

        >>> claims = Claims(index=np.array([0]), begin=np.array([2000]), finish=np.array([5000]))
        >>> Cover.of(claims).seconds_in(claims)
        array([3.])
        """
        mine = self.intervals
        if not len(mine.index) or not len(claims.index):
            return np.zeros(len(claims.index))
        cases = np.r_[mine.index, claims.index]
        keys = case_time(cases, mine.begin, mine.finish, claims.begin, claims.finish)
        starts, ends = (keys.key(mine.index, m) for m in (mine.begin, mine.finish))
        before = np.r_[0.0, np.cumsum((ends - starts) * self.share)]

        def covered_until(at: Ints) -> Floats:
            position = np.searchsorted(starts, at, side="right")
            last = np.maximum(position - 1, 0)
            overhang = np.maximum(ends[last] - at, 0) * self.share[last]
            amount: Floats = before[position] - np.where(position > 0, overhang, 0.0)
            return amount

        whole = covered_until(keys.key(claims.index, claims.finish)) - covered_until(
            keys.key(claims.index, claims.begin)
        )
        return whole / MILLISECONDS
