"""What the affected take longer than their peers in the same cells, and what reaches the cases."""

from functools import partial

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Floats, Ints, saved_share
from verwaltung_mining.shapes.difference import Difference
from verwaltung_mining.shapes.halves import similar
from verwaltung_mining.shapes.hypothesis import Bound, Estimate
from verwaltung_mining.shapes.observations import Observations
from verwaltung_mining.shapes.pass_through import (
    CASES_FOR_PASS_THROUGH,
    PassThrough,
    envelope,
    not_estimated,
    pass_through,
    winsorised,
)
from verwaltung_mining.statistics import (
    WeekDraws,
    dense_codes,
    distinct,
    median,
    percentile_interval,
    stratified_excess,
    week_draws,
)

Bools = npt.NDArray[np.bool_]


def estimate(
    log: AnalysedLog,
    observations: Observations,
    affected: Bools,
    cell: Ints,
    *,
    group: Ints | None = None,
    bound: Bound = "point",
) -> Estimate:
    """Σ over cells of n₁(mean₁ − mean₀), winsorised at the pooled 99 % quantile, in seconds.

    All `observations` are compared, those of one place. `group` tells peers apart from each other:
    their value of the attribute, their unit.
    """
    claims, z = observations.claims, affected
    cells, week = dense_codes(cell)[1], log.week_of_case[claims.index]
    draws = week_draws(int(log.week_of_case.max(initial=0)) + 1)
    seconds, local = claims.seconds, winsorised(claims.seconds)
    excess = partial(stratified_excess, affected=z, cell=cells, week=week)
    total = float(excess(local)[0])
    through = _pass_through(log, observations, z, cells, group, draws)
    low, high = envelope(excess(local, draws=draws), through)
    mine, others = seconds[z], seconds[~z]
    difference = Difference(raw=_mean_gap(local, z), stratified=total / int(z.sum()))
    return Estimate(
        total=total,
        low=low,
        high=high,
        pass_through=through.share,
        pass_through_estimated=through.estimated,
        pass_through_low=through.low,
        pass_through_high=through.high,
        claims=claims.select(z),
        weight=saved_share(total, mine),
        typical=_typical(mine, others, difference),
        median=median(mine),
        mean=float(mine.mean()),
        peer_median=median(others),
        peer_mean=float(others.mean()),
        halves_agree=_halves_agree(local, z, cells, week),
        bound=bound,
        difference=difference,
        details=(*_sizes(z, cells), ("unwinsorised_total", float(excess(seconds)[0]))),
    )


def _mean_gap(values: Floats, affected: Bools) -> float:
    return float(values[affected].mean() - values[~affected].mean())


def _typical(mine: Floats, others: Floats, difference: Difference) -> float:
    """Difference of the medians; where the mix of cases turns it round, the mean among like."""
    if difference.simpson:
        return max(difference.stratified, 0.0)
    return max(median(mine) - median(others), 0.0)


def _sizes(affected: Bools, cells: Ints) -> tuple[tuple[str, float], ...]:
    return (
        ("occurrences", float(affected.sum())),
        ("peer_occurrences", float((~affected).sum())),
        ("cells", float(cells.max(initial=-1) + 1)),
    )


def _pass_through(
    log: AnalysedLog,
    observations: Observations,
    affected: Bools,
    cell: Ints,
    group: Ints | None,
    draws: WeekDraws,
) -> PassThrough:
    """On all compared occurrences; 1 where too few cases are affected, however many peers.

    What comes after the step was done may absorb the time. Whatever absorbs it shows against every
    group of peers; where one group contradicts, another one is held up later by something else.
    """
    claims, index = observations.claims, observations.claims.index
    if len(distinct(index[affected])) < CASES_FOR_PASS_THROUGH:
        return not_estimated(draws)
    local, before = (
        claims.operating_seconds(log.clock),
        log.operating_seconds_until(index, claims.begin),
    )
    later = log.deviation_after(index, observations.done_by)
    week, come = log.week_of_case[index], log.arrival_of_case[index]

    def through(kept: Bools) -> PassThrough:
        return pass_through(
            local[kept],
            later[kept],
            cell=dense_codes(cell[kept])[1],
            week=week[kept],
            draws=draws,
            before=before[kept],
            come=come[kept],
            affected=affected[kept],
        )

    whole = through(np.ones(len(index), bool))
    if whole.share == 1.0 or group is None:
        return whole
    for code in _by_size(group[~affected]):
        alone = through(affected | (group == code))
        if alone.share > whole.share and percentile_interval(alone.draws)[0] > whole.share:
            return alone
    return whole


def _by_size(group: Ints) -> list[int]:
    """The groups that occur, the largest first; none where there is but one."""
    codes, counts = np.unique(group, return_counts=True)
    if len(codes) < 2:
        return []
    return [int(codes[k]) for k in np.lexsort((codes, -counts))]


def _halves_agree(values: Floats, z: Bools, cell: Ints, week: Ints) -> bool | None:
    middle = np.median(week[z])
    effects = []
    for half in (week <= middle, week > middle):
        if not (half & z).any() or not (half & ~z).any():
            return None
        total = stratified_excess(values[half], affected=z[half], cell=cell[half], week=week[half])
        effects.append(float(total[0]) / int((half & z).sum()))
    return similar(*effects)
