"""How long a place takes, week by week: only weeks that show all cases alike, mix held equal."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Claims, Ints
from verwaltung_mining.shapes.pass_through import winsorised
from verwaltung_mining.shapes.strata import kinds_of_cases
from verwaltung_mining.statistics import WeeklyLevels, sums_by, without_mix

Bools = npt.NDArray[np.bool_]

DAY = 86_400_000
WEEK = 7 * DAY
"""Milliseconds."""
MONDAY = 3 * DAY
"""From the epoch, a Thursday, back to a Monday."""
EDGE_QUANTILE = 0.95
"""Cases slower than this share of all are missing at the edges of a log."""
DAYS_PER_CELL = 28
"""Length of a season's cell: the same four weeks of every year are compared."""
CELLS = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """The occurrences of one place with the week in which each began."""

    claims: Claims
    week: Ints
    """Number of the week since the epoch, by occurrence."""
    usable: Bools
    """By occurrence: fast and slow cases are in the log alike."""

    @property
    def weeks(self) -> int:
        """Weeks from the first usable one to the last."""
        used = self.week[self.usable]
        return int(used.max() - used.min()) + 1 if len(used) else 0

    def levels(self, log: AnalysedLog, *, seasons: bool) -> tuple[WeeklyLevels, Ints]:
        """Mean time by usable week, and the week of each level; single files do not decide."""
        week = self.week[self.usable]
        numbers, row = np.unique(week, return_inverse=True)
        kind = kinds_of_cases(log)[self.claims.index[self.usable]]
        equal = without_mix(winsorised(self.claims.seconds[self.usable]), kind=kind, week=row)
        count = sums_by(row, np.ones(len(row)), groups=len(numbers))
        levels = WeeklyLevels(
            level=sums_by(row, equal, groups=len(numbers)) / np.maximum(count, 1.0),
            weight=count,
            week=numbers - numbers[:1],
            season=season_of(numbers) if seasons else np.zeros(len(numbers), np.int64),
        )
        return levels, numbers


def weekly(log: AnalysedLog, claims: Claims) -> Weekly:
    """Occurrences by the week in which they began.

    In the first weeks only cases that had come far quickly are seen, in the last ones only those
    that were completed soon: a span at either end, as long as 95 % of the cases need for the way
    to the place and from there to their end, is not used. Later than the last arrival only slow
    ones are left, so nothing is used there either.
    """
    first, last = (log.cases[name].dt.epoch("ms").to_numpy() for name in ("first", "last"))
    begin, index = claims.begin, claims.index
    if not len(begin):
        return Weekly(claims=claims, week=np.zeros(0, np.int64), usable=np.zeros(0, bool))
    way = float(np.quantile(begin - first[index], EDGE_QUANTILE))
    rest = float(np.quantile(last[index] - begin, EDGE_QUANTILE))
    until = min(float(last.max()) - rest, float(first.max()))
    monday = week_of(log, begin) * WEEK - MONDAY - log.clock.offset
    whole = (monday >= first.min() + way) & (monday + WEEK <= until)
    return Weekly(claims=claims, week=week_of(log, begin), usable=whole)


def week_of(log: AnalysedLog, moment: Ints) -> Ints:
    """Number of the week, from Monday, since the epoch."""
    weeks: Ints = (log.clock.local(moment) + MONDAY) // WEEK
    return weeks


def monday_of(week: int) -> np.datetime64:
    """The date on which a week begins.

    >>> monday_of(2860), monday_of(2860).astype(object).weekday()
    (np.datetime64('2024-10-21'), 0)
    """
    return np.datetime64(int(week) * 7 - 3, "D")


def season_of(week: Ints) -> Ints:
    """Cell of the year, 0 to 12, in which a week begins.

    >>> season_of(np.array([2818, 2819, 2870]))
    array([ 0,  0, 12])
    """
    days = (week * 7 - 3).astype("datetime64[D]")
    of_year = (days - days.astype("datetime64[Y]").astype("datetime64[D]")).astype(np.int64)
    cells: Ints = np.minimum(of_year // DAYS_PER_CELL, CELLS - 1)
    return cells
