"""The stretches of case time that a finding says are spent on it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.measures.case_time import case_time
from verwaltung_mining.measures.operating_time import OperatingClock
from verwaltung_mining.statistics import dense_codes, sums_by

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MILLISECONDS = 1_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Intervals of cases: case index, begin and finish in milliseconds since the epoch."""

    index: Ints
    begin: Ints
    finish: Ints

    @classmethod
    def from_frame(cls, frame: pl.DataFrame) -> "Claims":
        """Claims from the columns index, begin and finish (instants)."""
        return cls(
            index=frame["index"].cast(pl.Int64).to_numpy(),
            begin=frame["begin"].dt.epoch("ms").to_numpy(),
            finish=frame["finish"].dt.epoch("ms").to_numpy(),
        )

    @classmethod
    def none(cls) -> "Claims":
        """No interval at all."""
        empty = np.zeros(0, np.int64)
        return cls(index=empty, begin=empty, finish=empty)

    @property
    def seconds(self) -> Floats:
        """Length of each interval."""
        return (self.finish - self.begin) / MILLISECONDS

    def operating_seconds(self, clock: OperatingClock) -> Floats:
        """Length of each interval on the clock that runs only while work is done."""
        return clock.seconds(self.finish) - clock.seconds(self.begin)

    def select(self, kept: npt.NDArray[np.bool_] | Ints | slice) -> "Claims":
        """The intervals where `kept` holds, those at these positions or in this stretch."""
        return Claims(index=self.index[kept], begin=self.begin[kept], finish=self.finish[kept])

    def united(self) -> "Claims":
        """The same time without overlaps: disjoint intervals, by case and begin.

        >>> twice, begin, finish = np.zeros(2, np.int64), np.array([0, 5]), np.array([9, 12])
        >>> Claims(index=twice, begin=begin, finish=finish).united().finish
        array([12])
        """
        if not len(self.index):
            return self
        keys = case_time(self.index, self.begin, self.finish)
        begin, finish = keys.key(self.index, self.begin), keys.key(self.index, self.finish)
        order = np.argsort(begin, kind="stable")
        begin, reach = begin[order], np.maximum.accumulate(finish[order])
        first = np.flatnonzero(np.r_[True, begin[1:] > reach[:-1]])
        last = np.r_[first[1:], len(begin)] - 1
        return Claims(
            index=keys.case_of(begin[first]),
            begin=keys.moment_of(begin[first]),
            finish=keys.moment_of(reach[last]),
        )

    def per_case(self, values: Floats) -> Floats:
        """Values of the intervals summed by case, in the order of the cases.

        >>> stretch = np.zeros(3, np.int64)
        >>> claims = Claims(index=np.array([4, 1, 4]), begin=stretch, finish=stretch)
        >>> claims.per_case(np.array([1.0, 2.0, 3.0]))
        array([2., 4.])
        """
        index, member = dense_codes(self.index)
        return sums_by(member, values, groups=len(index))

    def joined(self, other: "Claims") -> "Claims":
        """The intervals of both."""
        return Claims(
            index=np.r_[self.index, other.index],
            begin=np.r_[self.begin, other.begin],
            finish=np.r_[self.finish, other.finish],
        )


def saved_share(total: float, seconds: Floats) -> float:
    """Share of the claimed time that a saving takes away, 0 to 1."""
    claimed = float(seconds.sum())
    return min(max(total / claimed, 0.0), 1.0) if claimed > 0 else 0.0
