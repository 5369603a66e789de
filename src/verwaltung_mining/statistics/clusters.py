"""Tests on sums over weeks: cases of one week share their fate, so weeks are the units."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.statistics.dense_codes import dense_codes
from verwaltung_mining.statistics.strata import Ints
from verwaltung_mining.statistics.sums import sums_by

Floats = npt.NDArray[np.float64]

ROUNDING = 1e-12
"""Week sums whose spread is a smaller share of their squares than this are equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSums:
    """The sums of each place and week with observations."""

    sums: Floats
    place: Ints
    places: int

    @classmethod
    def of(cls, values: Floats, *, place: Ints, week: Ints, places: int) -> "WeekSums":
        """Sums of values by place and week."""
        width = int(week.max(initial=0)) + 1
        keys, code = dense_codes(place * width + week)
        sums = sums_by(code, values, groups=len(keys))
        return cls(sums=sums, place=keys // width, places=places)

    @property
    def weeks(self) -> Ints:
        """Weeks with observations, by place."""
        return np.bincount(self.place, minlength=self.places)

    @property
    def total(self) -> Floats:
        """Sum over all weeks, by place."""
        return sums_by(self.place, self.sums, groups=self.places)

    def squares_around(self, centre: Floats) -> Floats:
        """Sum of squared distances of the week sums to their place's centre."""
        return sums_by(self.place, (self.sums - centre[self.place]) ** 2, groups=self.places)

    def p_values(self, squares: Floats) -> Floats:
        """Two-sided p-values of totals of zero, from squared distances of the week sums.

        The variance is W/(W−1) · Σ squares, the week-block bootstrap's for a sum; Student's t with
        W−1 degrees of freedom. 1 where there are fewer than two weeks or no variance.
        """
        from scipy.special import stdtr

        weeks = self.weeks
        freedom = np.maximum(weeks - 1, 1)
        enough = (weeks > 1) & (squares > 0)
        variance = np.where(enough, squares * weeks / freedom, 1.0)
        return np.where(enough, 2 * stdtr(freedom, -np.abs(self.total) / np.sqrt(variance)), 1.0)


def p_values_of_sums(values: Floats, *, place: Ints, week: Ints, places: int) -> Floats:
    """Two-sided p-value, by place, of a sum of zero in expectation: a t-test of the week sums.

    Where all week sums of a place are equal, the variance is taken around zero.
    """
    by_week = WeekSums.of(values, place=place, week=week, places=places)
    around_zero = by_week.squares_around(np.zeros(places))
    around_mean = by_week.squares_around(by_week.total / np.maximum(by_week.weeks, 1))
    equal = around_mean <= ROUNDING * around_zero
    return by_week.p_values(np.where(equal, around_zero, around_mean))


def cluster_p_value(excess: Floats, week: Ints) -> float:
    """Two-sided p-value of the hypothesis that `excess` is zero in expectation, weeks as units.

    >>> cluster_p_value(np.ones(30), np.arange(30)) < 0.001
    True
    """
    zero = np.zeros(len(excess), np.int64)
    return float(p_values_of_sums(excess, place=zero, week=week, places=1)[0])
