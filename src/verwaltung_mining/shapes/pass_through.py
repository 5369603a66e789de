"""How much of a local saving reaches the applicant.

A delay can only be absorbed by what comes after it, when the rest of the case then goes faster than
usual. So the slope of the later deviation from the usual on the local time is taken, and one is
added: what came before cannot be changed by the delay and would only add noise, and the traits of a
heavy case with it. Where the interval of the sum includes 1, nothing speaks against a full
pass-through and 1 is taken (docs/decisions/0004-pass-through.md).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Claims, Floats, Ints
from verwaltung_mining.shapes.strata import cells_of, strata
from verwaltung_mining.statistics import WeekDraws, percentile_interval, sums_by

WINSOR_QUANTILE = 0.99
"""Times beyond this quantile are cut to it; single files do not decide (docs/methods.md)."""

CASES_FOR_PASS_THROUGH = 50
"""Below this many affected cases the pass-through is taken as 1 and said so (docs/methods.md)."""
DOUBT = 0.99
"""Only when an interval of this coverage excludes 1 is part of a saving taken not to pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassThrough:
    """The slope and its bootstrap draws; both 1 where it cannot be estimated."""

    share: float
    draws: Floats
    estimated: bool

    @property
    def low(self) -> float | None:
        """Lower end of the 95 % interval, inside 0 to 1 and not above the share."""
        return self._end(0, min)

    @property
    def high(self) -> float | None:
        """Upper end, not below the share."""
        return self._end(1, max)

    def _end(self, side: int, outer: Callable[[float, float], float]) -> float | None:
        if not self.estimated:
            return None
        end = percentile_interval(self.draws)[side]
        return outer(min(max(end, 0.0), 1.0), self.share)


def winsorised(values: Floats) -> Floats:
    """Values cut at their 99 % quantile."""
    if not len(values):
        return values
    return np.minimum(values, np.quantile(values, WINSOR_QUANTILE))


def pass_through(
    local: Floats, later: Floats, *, cell: Ints, week: Ints, draws: WeekDraws
) -> PassThrough:
    """One plus the pooled within-cell slope of the later deviation on the local time."""
    cells = int(cell.max(initial=-1)) + 1
    x, c = winsorised(local), winsorised(later)
    x, c = x - x.mean() if len(x) else x, c - c.mean() if len(c) else c
    everything = [np.ones_like(x), x, c, x * x, x * c]
    point = _slope([sums_by(cell, v, groups=cells)[None, :] for v in everything])
    if np.isnan(point[0]):
        return not_estimated(draws)
    drawn = _slope([draws.sums(v, column=cell, week=week, columns=cells) for v in everything])
    drawn = 1.0 + np.where(np.isnan(drawn), point[0], drawn)
    reaches_all = percentile_interval(drawn, coverage=DOUBT)[1] >= 1.0
    share = 1.0 if reaches_all else float(np.clip(1.0 + point[0], 0.0, 1.0))
    return PassThrough(share=share, draws=drawn, estimated=True)


def pass_through_of_cases(
    log: AnalysedLog, claims: Claims, *, cases: int, draws: WeekDraws
) -> PassThrough:
    """The pass-through of claimed time, summed by case; 1 where too few `cases` are affected."""
    if cases < CASES_FOR_PASS_THROUGH:
        return not_estimated(draws)
    index, member = np.unique(claims.index, return_inverse=True)
    finish = np.zeros(len(index), np.int64)
    np.maximum.at(finish, member, claims.finish)
    return pass_through(
        sums_by(member, claims.operating_seconds(log.clock), groups=len(index)),
        log.deviation_after(index, finish),
        cell=cells_of(strata(log)[1], index),
        week=log.week_of_case[index],
        draws=draws,
    )


def not_estimated(draws: WeekDraws) -> PassThrough:
    """Everything passes, for want of anything known."""
    return PassThrough(share=1.0, draws=np.ones(len(draws.multiplicity)), estimated=False)


def everything_passes(draws: WeekDraws) -> PassThrough:
    """Everything passes, because the time of the whole case itself is measured."""
    return PassThrough(share=1.0, draws=np.ones(len(draws.multiplicity)), estimated=True)


def envelope(total: Floats, through: PassThrough) -> tuple[float, float]:
    """Outer ends of the intervals of the local saving and of the saving that passes through."""
    local = percentile_interval(total)
    passed = percentile_interval(total * through.draws)
    return min(local[0], passed[0]), max(local[1], passed[1])


def _slope(sums: list[Floats]) -> Floats:
    n, x, c, xx, xc = sums
    with np.errstate(invalid="ignore", divide="ignore"):
        safe = np.where(n > 0, n, 1.0)
        sxx = (xx - x * x / safe).sum(axis=1)
        sxc = (xc - x * c / safe).sum(axis=1)
        return np.where(sxx > 1e-9 * np.maximum(xx.sum(axis=1), 1e-9), sxc / sxx, np.nan)
