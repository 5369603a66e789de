"""Comparison: does one group take longer at a place than comparable others, and how much?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Claims, Floats, Ints, saved_share
from verwaltung_mining.shapes.difference import Difference
from verwaltung_mining.shapes.halves import similar
from verwaltung_mining.shapes.hypothesis import Bound, Estimate, Hypothesis, Place
from verwaltung_mining.shapes.pass_through import (
    CASES_FOR_PASS_THROUGH,
    PassThrough,
    envelope,
    not_estimated,
    pass_through,
    winsorised,
)
from verwaltung_mining.shapes.strata import MINIMUM_PER_CELL
from verwaltung_mining.statistics import (
    NOT_COMPARED,
    RankTests,
    WeekDraws,
    assign_cells,
    dense_codes,
    distinct,
    median,
    percentile_interval,
    rank_tests,
    stratified_excess,
    week_draws,
)

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observations:
    """Occurrences of places in cases, with the time each took."""

    place: Ints
    claims: Claims
    places: tuple[Place, ...]
    """By place code."""

    rows: Ints
    """Position of each occurrence in the frame it was taken from."""
    done: Ints | None = None
    """Completion of the step that each occurrence leads to, where its time ends before (in ms)."""
    group: Ints | None = None
    """What tells peers apart from each other: their value of the attribute, their unit."""

    @property
    def seconds(self) -> Floats:
        """Time of each occurrence."""
        return self.claims.seconds

    def done_of(self, chosen: Bools) -> Ints:
        """When the step that each chosen occurrence leads to was completed."""
        return (self.claims.finish if self.done is None else self.done)[chosen]


def comparisons(
    log: AnalysedLog,
    observations: Observations,
    affected: Bools,
    *,
    levels: Sequence[Ints],
    within: Ints | None = None,
    strata: tuple[str, ...],
    minimum_cases: int,
    eligible: Bools | None = None,
    describe: Callable[[Place], Place] = lambda place: place,
    bound: Bound = "point",
) -> list[Hypothesis]:
    """One hypothesis per place: its affected occurrences against the others in the same cells.

    Tested by office hours, so that weekends do not blur a difference; valued by the calendar.

    `levels` are stratum codes per case index, fine to coarse; occurrences that differ in `within`
    (a code for each) are never compared. `describe` adds to the place what
    marks the affected ones (a segment). Occurrences that are not `eligible` are left out.
    """
    everything = np.ones(len(affected), bool) if eligible is None else eligible
    fine = levels_within(observations, levels, within)
    cell, tests = _tested(log, observations, affected, fine, minimum_cases, everything)
    compared = cell != NOT_COMPARED
    cases = _distinct_cases(observations, compared & affected)
    peers = _distinct_cases(observations, compared & ~affected)
    return [
        Hypothesis(
            place=describe(observations.places[code]),
            kind="comparison",
            p_value=float(tests.p_value[code]),
            effect_size=float(tests.effect_size[code]),
            cases=int(cases[code]),
            peers=int(peers[code]),
            strata=strata,
            estimate=partial(
                estimate,
                log,
                observations,
                affected,
                cell,
                compared & (observations.place == code),
                bound=bound,
            ),
        )
        for code in np.flatnonzero(np.minimum(cases, peers) >= minimum_cases)
    ]


def _tested(
    log: AnalysedLog,
    observations: Observations,
    affected: Bools,
    levels: Sequence[Ints],
    minimum_cases: int,
    eligible: Bools,
) -> tuple[Ints, RankTests]:
    """The cell each occurrence is compared in, and one test per place; `levels` by occurrence."""
    index = observations.claims.index
    cell = np.full(len(index), NOT_COMPARED, np.int64)
    cell[eligible] = assign_cells(
        observations.place[eligible],
        [level[eligible] for level in levels],
        affected[eligible],
        minimum=min(MINIMUM_PER_CELL, minimum_cases),
    )
    tests = rank_tests(
        observations.claims.operating_seconds(log.clock),
        place=observations.place,
        cell=cell,
        affected=affected,
        week=log.week_of_case[index],
        places=len(observations.places),
    )
    return cell, tests


def levels_within(
    observations: Observations, levels: Sequence[Ints], within: Ints | None
) -> list[Ints]:
    """Stratum codes per occurrence: those of its case, split by `within`."""
    of_cases = [level[observations.claims.index] for level in levels]
    if within is None:
        return of_cases
    width = int(within.max(initial=0)) + 1
    return [level * width + within for level in of_cases]


def estimate(
    log: AnalysedLog,
    observations: Observations,
    affected: Bools,
    cell: Ints,
    here: Bools,
    *,
    bound: Bound = "point",
) -> Estimate:
    """Σ over cells of n₁(mean₁ − mean₀), winsorised at the pooled 99 % quantile, in seconds."""
    claims, z = observations.claims.select(here), affected[here]
    cells, week = dense_codes(cell[here])[1], log.week_of_case[claims.index]
    draws = week_draws(int(log.week_of_case.max(initial=0)) + 1)
    seconds, local = claims.seconds, winsorised(claims.seconds)
    excess = partial(stratified_excess, affected=z, cell=cells, week=week)
    total = float(excess(local)[0])
    through = _pass_through(log, observations, here, z, cells, draws)
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
    here: Bools,
    affected: Bools,
    cell: Ints,
    draws: WeekDraws,
) -> PassThrough:
    """On all compared occurrences; 1 where too few cases are affected, however many peers.

    What comes after the step was done may absorb the time. Whatever absorbs it shows against every
    group of peers; where one group contradicts, another one is held up later by something else.
    """
    index = observations.claims.index[here]
    if len(distinct(index[affected])) < CASES_FOR_PASS_THROUGH:
        return not_estimated(draws)
    through = partial(_through, log, observations, here, affected, cell, draws)
    whole = through(np.ones(len(index), bool))
    if whole.share == 1.0 or observations.group is None:
        return whole
    group = observations.group[here]
    for code in _by_size(group[~affected]):
        alone = through(affected | (group == code))
        if alone.share > whole.share and percentile_interval(alone.draws)[0] > whole.share:
            return alone
    return whole


def _through(
    log: AnalysedLog,
    observations: Observations,
    here: Bools,
    affected: Bools,
    cell: Ints,
    draws: WeekDraws,
    kept: Bools,
) -> PassThrough:
    claims = observations.claims.select(here).select(kept)
    return pass_through(
        claims.operating_seconds(log.clock),
        log.deviation_after(claims.index, observations.done_of(here)[kept]),
        cell=np.unique(cell[kept], return_inverse=True)[1],
        week=log.week_of_case[claims.index],
        draws=draws,
        before=log.operating_seconds_until(claims.index, claims.begin),
        come=log.arrival_of_case[claims.index],
        affected=affected[kept],
    )


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


def _distinct_cases(observations: Observations, mask: Bools) -> Ints:
    place, index = observations.place[mask], observations.claims.index[mask]
    width = int(index.max(initial=0)) + 1
    keys = dense_codes(place * width + index)[0]
    return np.bincount(keys // width, minlength=len(observations.places))
