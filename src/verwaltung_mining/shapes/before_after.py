"""Before and after: does a place take longer than it did, and what does that cost at today's pace?

A comparison of a place with its own past: same time of the year, same mix of cases. The amount is
told at the current rate, since what is over cannot be saved any more.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Claims, Floats, Ints, saved_share
from verwaltung_mining.shapes.halves import similar
from verwaltung_mining.shapes.hypothesis import Estimate
from verwaltung_mining.shapes.pass_through import (
    PassThrough,
    envelope,
    everything_passes,
    pass_through_of_cases,
    perhaps_nothing,
)
from verwaltung_mining.shapes.strata import MINIMUM_PER_CELL, kinds_of_cases
from verwaltung_mining.shapes.weekly import CELLS, Weekly, season_of, weekly
from verwaltung_mining.statistics import (
    Rise,
    WeekDraws,
    assign_cells,
    distinct,
    median,
    rank_tests,
    rise,
    week_draws,
)
from verwaltung_mining.statistics.bootstrap import SEED
from verwaltung_mining.texts import Text

Bools = npt.NDArray[np.bool_]

DAYS_PER_WEEK = 7.0
RECENT_WEEKS = 52
"""The current rate is that of the last year, which holds every season once; where a log shows less
than a year, that since the rise."""
QUARTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A place over time with the rise that fits best."""

    weekly: Weekly
    rise: Rise
    weeks: Ints
    """Number of the week of each level."""
    seasons: bool
    """Compared with the same time of the year."""

    @property
    def first_week_after(self) -> int:
        """The first week that counts as after."""
        start = 2 if self.rise.form == "trend" else 1
        return int(self.weeks[self.rise.group >= start][0])

    @property
    def before(self) -> Bools:
        """The occurrences before, by occurrence."""
        inside = np.isin(self.weekly.week, self.weeks[self.rise.group == 0])
        mask: Bools = self.weekly.usable & inside
        return mask

    @property
    def after(self) -> Bools:
        """The occurrences after, also the latest ones that the comparison cannot use."""
        mask: Bools = self.weekly.week >= self.first_week_after
        return mask

    @property
    def rate(self) -> float:
        """Occurrences a week, lately."""
        used = self.weekly.week[self.weekly.usable]
        last = int(used.max())
        a_year_ago = last - RECENT_WEEKS + 1
        since = a_year_ago if int(used.min()) <= a_year_ago else self.first_week_after
        return float((used >= since).sum()) / (last - since + 1)

    def whole_case(self, log: AnalysedLog) -> tuple[float, float]:
        """Mean seconds from a case's first to its last event, of occurrences before and after.

        After as far as fast and slow cases are seen alike.
        """
        seconds = log.cases["seconds"].to_numpy()[self.weekly.claims.index]
        before, after = (
            float(seconds[mask].mean()) for mask in (self.before, self.after & self.weekly.usable)
        )
        return before, after


def course(
    log: AnalysedLog, claims: Claims, *, edge_weeks: int, season_weeks: int
) -> Course | None:
    """The place over time; None where too few weeks show it.

    With at least `season_weeks` usable weeks a week is compared with the same four weeks of other
    years only.
    """
    seen = weekly(log, claims)
    seasons = seen.weeks >= season_weeks
    levels, weeks = seen.levels(log, seasons=seasons)
    best = rise(levels, edge=edge_weeks)
    return None if best is None else Course(weekly=seen, rise=best, weeks=weeks, seasons=seasons)


def effect_size(log: AnalysedLog, course: Course) -> float:
    """Cliff's delta of the times after against those before, same season and kind of case."""
    before, after = course.before, course.after & course.weekly.usable
    chosen = np.flatnonzero(before | after)
    claims, week = course.weekly.claims, course.weekly.week[chosen]
    kind = kinds_of_cases(log)[claims.index[chosen]]
    season = season_of(week) if course.seasons else np.zeros(len(week), np.int64)
    quarter = season * QUARTERS // CELLS
    place = np.zeros(len(chosen), np.int64)
    levels = [kind * CELLS + season, season, kind * QUARTERS + quarter, quarter]
    affected = after[chosen]
    test = rank_tests(
        claims.seconds[chosen],
        place=place,
        cell=assign_cells(place, levels, affected, minimum=MINIMUM_PER_CELL),
        affected=affected,
        week=week - np.sort(week)[:1],
        places=1,
    )
    return float(test.effect_size[0])


def estimate(
    log: AnalysedLog,
    course: Course,
    *,
    whole_case: tuple[float, float] | None,
    remark: Text,
    doubt: Text | None,
) -> Estimate:
    """Size of the rise times the occurrences that today's rate brings in the window.

    `whole_case` as `Course.whole_case` tells it; None where the place is the whole case.
    """
    claims = course.weekly.claims.select(course.after)
    mine, others = claims.seconds, course.weekly.claims.seconds[course.before]
    draws = week_draws(int(log.week_of_case.max(initial=0)) + 1)
    through = _through(log, claims, draws, whole_case=whole_case)
    size, now = course.rise.size, course.rate * log.window_days / DAYS_PER_WEEK
    low, high = envelope(_drawn(course.rise, len(through.draws)) * now, through)
    return Estimate(
        total=size * now,
        low=low,
        high=high,
        pass_through=through.share,
        pass_through_low=through.low,
        pass_through_high=through.high,
        pass_through_estimated=through.estimated,
        claims=claims,
        weight=saved_share(size * len(mine), mine),
        rate=now / max(len(mine), 1),
        typical=max(median(mine) - median(others), 0.0),
        median=median(mine),
        mean=float(mine.mean()),
        peer_median=median(others),
        peer_mean=float(others.mean()),
        halves_agree=similar(*course.rise.parts),
        halves_of="since_rise",
        bound="lower" if course.rise.form == "trend" else "point",
        details=_sizes(course, mine, others),
        remark=remark,
        doubt=doubt,
    )


def _sizes(course: Course, mine: Floats, others: Floats) -> tuple[tuple[str, float], ...]:
    return (
        ("occurrences", float(len(mine))),
        ("peer_occurrences", float(len(others))),
        ("excess_seconds", course.rise.size),
        ("occurrences_a_week", course.rate),
    )


def no_longer(whole_case: tuple[float, float] | None) -> bool:
    """The case as a whole takes no longer since than before."""
    return whole_case is not None and whole_case[1] <= whole_case[0]


def _through(
    log: AnalysedLog, claims: Claims, draws: WeekDraws, *, whole_case: tuple[float, float] | None
) -> PassThrough:
    """What takes the whole case longer reaches it by definition.

    Where the whole case takes no longer, the rise was absorbed, or something else was won at the
    same time: the log does not tell which.
    """
    if whole_case is None:
        return everything_passes(draws)
    cases = len(distinct(claims.index))
    through = pass_through_of_cases(log, claims, cases=cases, draws=draws)
    return perhaps_nothing(through) if no_longer(whole_case) else through


def _drawn(found: Rise, count: int) -> Floats:
    """Sizes as the weeks, alike as they are, let expect."""
    noise: Floats = np.random.default_rng(SEED).standard_normal(count)
    return found.size + found.error * noise
