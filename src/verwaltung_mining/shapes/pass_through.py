"""How much of a local saving reaches the applicant.

A delay can only be absorbed by what comes after it, when the rest of the case then goes faster than
usual: a board date, a period, a dispatch for which the case would have been in time anyway. So the
slope of the later deviation from the usual on the local time is taken, and one is added. Compared
are cases that came in one after the other, since they head for the same date; where one group is
held against another, the slope is what the groups differ in later over what they differ in here.
Where no test excludes 1, nothing speaks against a full pass-through and 1 is taken
(docs/decisions/0004-pass-through.md and 0010-downstream-gates.md).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Claims, Floats, Ints
from verwaltung_mining.shapes.strata import cells_of, strata
from verwaltung_mining.statistics import (
    NeighbourSlope,
    WeekDraws,
    dense_codes,
    neighbour_slope,
    percentile_interval,
    quantile,
    sums_by,
)

Bools = npt.NDArray[np.bool_]

WINSOR_QUANTILE = 0.99
"""Times beyond this quantile are cut to it; single files do not decide (docs/methods.md)."""

CASES_FOR_PASS_THROUGH = 50
"""Below this many affected cases the pass-through is taken as 1 and said so (docs/methods.md)."""
DOUBT = 0.01
"""Only when a test at this level excludes 1 is part of a saving taken not to pass."""
NOTHING_PASSES = 0.05
"""Where part is absorbed and a test at this level does not exclude 0, nothing is taken to pass."""


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
    return np.minimum(values, quantile(values, WINSOR_QUANTILE))


def pass_through(
    local: Floats,
    later: Floats,
    *,
    cell: Ints,
    week: Ints,
    draws: WeekDraws,
    before: Floats | None = None,
    come: Ints | None = None,
    affected: Bools | None = None,
) -> PassThrough:
    """One plus the slope of the later deviation on the local time, between neighbours in arrival.

    `before` is the time of the case up to the local one, `come` its arrival (else the order given);
    `affected` marks the group that is held against the others.
    """
    x, c = winsorised(local), winsorised(later)
    arrival = np.arange(len(x)) if come is None else come
    slope_by = partial(
        neighbour_slope,
        c,
        x,
        control=np.zeros_like(x) if before is None else winsorised(before),
        order=np.argsort(arrival, kind="stable"),
        cell=cell,
        week=week,
        draws=draws,
    )
    groups = None if affected is None else slope_by(instrument=affected.astype(np.float64))
    found = [s for s in (groups, slope_by(instrument=x)) if s is not None]
    if not found:
        return not_estimated(draws)
    for slope in found:
        if slope.point < 0 and slope.p_value(0.0) < DOUBT:
            return PassThrough(share=_passed(slope), draws=1.0 + slope.draws, estimated=True)
    nearest = min(found, key=lambda slope: float((slope.draws**2).mean()))
    return PassThrough(share=1.0, draws=1.0 + nearest.draws, estimated=True)


def _passed(slope: NeighbourSlope) -> float:
    """The share where part of the time is absorbed; 0 where nothing speaks for more."""
    if slope.p_value(-1.0) >= NOTHING_PASSES:
        return 0.0
    return float(np.clip(1.0 + slope.point, 0.0, 1.0))


def pass_through_of_cases(
    log: AnalysedLog, claims: Claims, *, cases: int, draws: WeekDraws
) -> PassThrough:
    """The pass-through of claimed time, summed by case; 1 where too few `cases` are affected."""
    if cases < CASES_FOR_PASS_THROUGH:
        return not_estimated(draws)
    index, member = dense_codes(claims.index)
    finish = np.zeros(len(index), np.int64)
    np.maximum.at(finish, member, claims.finish)
    local = sums_by(member, claims.operating_seconds(log.clock), groups=len(index))
    return pass_through(
        local,
        log.deviation_after(index, finish),
        cell=cells_of(strata(log)[1], index),
        week=log.week_of_case[index],
        draws=draws,
        before=log.operating_seconds_until(index, finish) - local,
        come=log.arrival_of_case[index],
    )


def not_estimated(draws: WeekDraws) -> PassThrough:
    """Everything passes, for want of anything known."""
    return PassThrough(share=1.0, draws=np.ones(len(draws.multiplicity)), estimated=False)


def everything_passes(draws: WeekDraws) -> PassThrough:
    """Everything passes, because the time of the whole case itself is measured."""
    return PassThrough(share=1.0, draws=np.ones(len(draws.multiplicity)), estimated=True)


def perhaps_nothing(through: PassThrough) -> PassThrough:
    """What passes where as much speaks for nothing: the interval reaches from there to what it was.

    Also where nothing could be estimated: that nothing may arrive is known then.
    """
    draws = through.draws.copy()
    draws[::2] = 0.0
    return PassThrough(share=through.share, draws=draws, estimated=True)


def envelope(total: Floats, through: PassThrough) -> tuple[float, float]:
    """Outer ends of the intervals of the saving at the share taken and at the drawn shares.

    With a share of 1 the first is the local saving.
    """
    taken = percentile_interval(total * through.share)
    drawn = percentile_interval(total * through.draws)
    return min(taken[0], drawn[0]), max(taken[1], drawn[1])
