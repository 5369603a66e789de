"""Policy: a wait that a rule creates, beyond the wait that would be there without the rule."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Claims, Floats, Ints, saved_share
from verwaltung_mining.shapes.halves import halves_agree
from verwaltung_mining.shapes.hypothesis import EffectMeasure, Estimate, Hypothesis, Place
from verwaltung_mining.shapes.pass_through import PassThrough, envelope, pass_through_of_cases
from verwaltung_mining.statistics import WeekDraws, distinct, median, week_draws
from verwaltung_mining.texts import Text

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Every occurrence of one place, and which of them the rule made wait."""

    claims: Claims
    ruled: Bools
    normal: float
    """Wait in seconds that would be there without the rule."""
    normal_low: float
    normal_high: float
    """Least and greatest wait that could be taken as normal; equal to `normal` where measured."""
    only_beyond: bool
    """Only waits longer than normal count, each with what exceeds it."""
    most: float = np.inf
    """The most that a wait can owe to the rule on average, in seconds."""
    evened: Floats | None = None
    """Each wait in seconds by a second measure: the amount is the mean of both, the interval holds
    both."""
    measured: bool
    """The normal wait was measured on the occurrences that escape the rule: they are the peers."""
    yardstick: Text | None = None
    """What shows the normal wait, in words."""
    escaped: Bools | None = None
    """Those that escape the rule; None: all that it did not make wait."""

    @property
    def free(self) -> Bools:
        """The peers, where the normal wait is measured."""
        return ~self.ruled if self.escaped is None else self.escaped


def policy(
    log: AnalysedLog,
    waits: Waits,
    *,
    place: Place,
    p_value: float,
    effect_size: float | None,
    effect_measure: EffectMeasure = "cliffs_delta",
    remark: Text | None = None,
) -> Hypothesis:
    """One hypothesis; the detector brings its own test."""
    ruled = waits.claims.index[waits.ruled]
    return Hypothesis(
        place=place,
        kind="policy",
        p_value=p_value,
        effect_size=effect_size,
        effect_measure=effect_measure,
        cases=len(distinct(ruled)),
        peers=len(distinct(waits.claims.index[waits.free])) if waits.measured else None,
        strata=(),
        estimate=partial(estimate, log, waits),
        remark=remark,
    )


def estimate(log: AnalysedLog, waits: Waits) -> Estimate:
    """Σ over the waits under the rule of what lies beyond the normal wait, in seconds."""
    claims = waits.claims.select(waits.ruled)
    seconds = claims.seconds
    week = log.week_of_case[claims.index]
    draws = week_draws(int(log.week_of_case.max(initial=0)) + 1)
    through = pass_through_of_cases(
        log, waits.claims, cases=len(distinct(claims.index)), draws=draws
    )
    beyond, low, high = _valued(waits, seconds, week, draws, through)
    total, others = float(beyond.sum()), waits.claims.seconds[waits.free]
    return Estimate(
        total=total,
        low=low,
        high=high,
        pass_through=through.share,
        pass_through_estimated=through.estimated,
        pass_through_low=through.low,
        pass_through_high=through.high,
        claims=claims,
        weight=saved_share(total, seconds),
        typical=max(median(claims.per_case(beyond)), 0.0) if len(beyond) else 0.0,
        median=median(seconds) if len(seconds) else 0.0,
        mean=float(seconds.mean()) if len(seconds) else 0.0,
        peer_median=median(others) if waits.measured else None,
        peer_mean=float(others.mean()) if waits.measured else None,
        halves_agree=halves_agree(np.maximum(beyond, 0.0), week),
        bound="lower" if waits.only_beyond else "point",
        yardstick=waits.yardstick,
        details=_numbers(waits.normal, beyond),
    )


def _numbers(normal: float, beyond: Floats) -> tuple[tuple[str, float], ...]:
    """What the formula is made of: occurrences · (counted wait − normal wait)."""
    counted = normal + (float(beyond.mean()) if len(beyond) else 0.0)
    return (
        ("normal_wait", normal),
        ("counted_wait", counted),
        ("occurrences", float(len(beyond))),
    )


def _valued(
    waits: Waits, seconds: Floats, week: Ints, draws: WeekDraws, through: PassThrough
) -> tuple[Floats, float, float]:
    """What each wait exceeds the normal one by, and the interval of the sum.

    Where the normal wait is not measured, its least and greatest value widen the interval; so does
    a second measure of the waits. Unless only what
    exceeds the normal wait counts, it ends at all that is waited: a rule can cost no more.
    """
    zero = np.zeros_like(week)
    measures = [seconds] if waits.evened is None else [seconds, waits.evened[waits.ruled]]
    parts = [
        _within(_beyond(measure, normal, only_beyond=waits.only_beyond), waits.most)
        for normal in (waits.normal, waits.normal_low, waits.normal_high)
        for measure in measures
    ]
    ends = [
        envelope(draws.sums(part, column=zero, week=week, columns=1)[:, 0], through)
        for part in parts
    ]
    beyond = np.mean(parts[: len(measures)], axis=0)
    high = max(high for _, high in ends)
    if not waits.only_beyond:
        high = min(high, max(float(seconds.sum()), float(beyond.sum()) * through.share))
    return beyond, min(low for low, _ in ends), high


def _within(beyond: Floats, most: float) -> Floats:
    """The waits scaled down to a mean of `most`, where the rule cannot explain more on average.

    Single waits may exceed it: getting ready takes one case longer than another.
    """
    mean = float(beyond.mean()) if len(beyond) else 0.0
    return beyond * (most / mean) if mean > most else beyond


def _beyond(seconds: Floats, normal: float, *, only_beyond: bool) -> Floats:
    excess = seconds - normal
    return np.maximum(excess, 0.0) if only_beyond else excess
