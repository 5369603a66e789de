"""Cases with a feature against comparable others: test, difference, interval, case mix."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.strata import MINIMUM_PER_CELL
from verwaltung_mining.statistics import (
    NOT_COMPARED,
    RankTests,
    assign_cells,
    median,
    percentile_interval,
    rank_tests,
    stratified_excess,
    week_draws,
)
from verwaltung_mining.strengths.kind import Bools
from verwaltung_mining.strengths.strength import Raw

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

ONLY = 0
"""The one place of a test that has no places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Values of the compared observations, and which of them have the feature."""

    values: Floats
    affected: Bools
    case: Ints
    """Case index; a case may be observed more than once."""
    cell: Ints
    week: Ints
    weeks: int
    """Weeks of the log."""
    members: int
    """Observations with the feature, compared or not."""
    raw: Raw
    medians: tuple[float, float]
    """Of all those with the feature and of all the others, as `raw` holds their means."""
    test: RankTests

    @property
    def cases(self) -> int:
        """Compared cases with the feature."""
        return _distinct(self.case[self.affected])

    @property
    def peer_cases(self) -> int:
        """Compared cases without it."""
        return _distinct(self.case[~self.affected])

    @property
    def p_value(self) -> float:
        """Two-sided, weeks as units."""
        return float(self.test.p_value[ONLY])

    @property
    def compared_share(self) -> float:
        """Share of those with the feature that have comparable others."""
        return float(self.affected.sum()) / max(self.members, 1)

    @property
    def value(self) -> float:
        """Mean of those with the feature."""
        return float(self.values[self.affected].mean())

    @property
    def difference(self) -> float:
        """How much larger that is than the mean of comparable others."""
        excess = stratified_excess(
            self.values, affected=self.affected, cell=self.cell, week=self.week
        )
        return float(excess[0]) / int(self.affected.sum())

    def interval(self) -> tuple[float, float]:
        """Week-block interval of the difference."""
        week, z = self.week, self.affected
        draws = week_draws(self.weeks)
        drawn = stratified_excess(self.values, affected=z, cell=self.cell, week=week, draws=draws)
        counts = draws.sums(z.astype(float), column=np.zeros_like(week), week=week, columns=1)
        return percentile_interval(drawn / np.maximum(counts[:, 0], 1.0))


def contrast(
    values: Floats, members: Bools, *, levels: Sequence[Ints], case: Ints, week: Ints, weeks: int
) -> Contrast:
    """The observations of both groups, compared within the finest stratum that holds enough."""
    place = np.zeros(len(values), np.int64)
    cell = assign_cells(place, levels, members, minimum=MINIMUM_PER_CELL)
    test = rank_tests(values, place=place, cell=cell, affected=members, week=week, places=1)
    kept = np.flatnonzero(cell != NOT_COMPARED)
    dense = np.unique(cell[kept], return_inverse=True)[1].astype(np.int64)
    return Contrast(
        values=values[kept],
        affected=members[kept],
        case=case[kept],
        cell=dense,
        week=week[kept],
        weeks=weeks,
        members=int(members.sum()),
        raw=Raw(value=_mean(values[members]), peers=_mean(values[~members])),
        medians=(_median(values[members]), _median(values[~members])),
        test=test,
    )


def weeks_of(log: AnalysedLog) -> int:
    """Weeks from the first arrival to the last."""
    return int(log.week_of_case.max(initial=0)) + 1


def _distinct(case: Ints) -> int:
    return int(np.count_nonzero(np.bincount(case)))


def _median(values: Floats) -> float:
    return median(values) if len(values) else 0.0


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else 0.0
