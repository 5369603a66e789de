"""Stretches in which a step rests although the office works and cases wait for it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.operating_time import OperatingClock
from verwaltung_mining.measures.work_days import WorkDays
from verwaltung_mining.shapes.claims import Claims, Ints

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

USUAL_QUANTILE = 0.75
"""Three quarters of the gaps between two days of work are no longer than the usual one: the upper
quartile, as in `extreme_tail`, which the few long gaps that are looked for do not move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absences:
    """Stretches without work on a step, in order: from the last work before to the first after."""

    begin: Ints
    finish: Ints
    days: Ints
    """Working days of the office that lie in each."""
    p_value: float
    """Of so many stretches so empty, over all days on which they could have begun."""

    def catching_up(self, moments: Ints) -> Bools:
        """Moments after a stretch, for as long again: what piled up is worked off then."""
        if not len(self.begin):
            return np.zeros(len(moments), bool)
        last = np.searchsorted(self.finish, moments, side="right") - 1
        at = np.maximum(last, 0)
        until = self.finish[at] + (self.finish - self.begin)[at]
        found: Bools = (last >= 0) & (moments < until)
        return found

    def first_met(self, claims: Claims) -> tuple[Ints, Bools]:
        """By wait the first stretch that ends after its begin, and whether it lasts until then."""
        if not len(self.begin):
            return np.zeros(len(claims.index), np.int64), np.zeros(len(claims.index), bool)
        position = np.searchsorted(self.finish, claims.begin, side="right")
        last = np.minimum(position, len(self.begin) - 1)
        met: Bools = (position < len(self.begin)) & (claims.finish >= self.finish[last])
        return last, met


def absences(
    clock: OperatingClock,
    waits: Claims,
    worked: WorkDays,
    *,
    projected: float,
    least_days: int,
    times_usual: float,
) -> Absences:
    """Stretches without work, as long as is asked at least and longer than chance explains.

    `waits` are the stays in the queue of one step at one unit, each for `projected` like it;
    `worked` are the days of work on it. Two ways to be chance are looked at, and the likelier one
    counts: days without work as often as outside long stretches, as long as anything is due; and a
    Poisson number of completions, the usual share of what is due each day, but no more than are
    done on average.
    """
    day = worked.day
    usual = float(np.quantile(np.diff(day), USUAL_QUANTILE)) if len(day) > 1 else np.inf
    long = max(least_days, times_usual * usual)
    at = np.flatnonzero(np.diff(day) - 1 >= long)
    first, after = day[at] + 1, day[at + 1]
    span = int(day[-1] - day[0]) + 1 if len(day) else 1
    idle = 1 - len(day) / max(span - int((after - first).sum()), 1)
    expected = projected * _expected(clock, waits, span=span, days=int(day.max(initial=0)) + 1)
    due, ends = (np.r_[0.0, np.cumsum(v)] for v in (expected > 0, expected))
    chance = span * np.maximum(np.exp(ends[first] - ends[after]), idle ** (due[after] - due[first]))
    kept, p_value = _too_many(chance)
    return Absences(
        begin=worked.last[at][kept],
        finish=worked.first[at + 1][kept],
        days=(after - first)[kept],
        p_value=p_value,
    )


SURE = 0.01
"""Stretches count where chance leaves so many so empty in at most one of a hundred queues: 1 %, as
in the other tests that precede the run over all hypotheses (pass-through, `extreme_tail`)."""


def _too_many(chance: Floats) -> tuple[Ints, float]:
    """The stretches, in order, that together are least likely, and the probability of that.

    `chance` is how many such stretches are expected. Of stretches expected m times each, k come by
    chance with a probability of at most mᵏ / k! (Poisson), corrected for the choice of k.
    """
    if not len(chance):
        return np.zeros(0, np.int64), 1.0
    order = np.argsort(chance, kind="stable")
    number = np.arange(1, len(chance) + 1)
    together = np.cumsum(np.log(np.maximum(chance[order], TINY)) - np.log(number))
    best = int(np.argmin(together))
    p_value = min(float(np.exp(together[best])) * len(chance), 1.0)
    kept = np.sort(order[: best + 1]) if p_value <= SURE else order[:0]
    return kept, p_value


TINY = 1e-300


def _expected(clock: OperatingClock, waits: Claims, *, span: int, days: int) -> Floats:
    """Completions to be expected on each working day, from what is due then.

    A case is due when it has waited as long as half of them do: until then it may still be on the
    way. A step to which nothing comes does not rest, it has nothing to do.
    """
    usual = int(np.median(waits.finish - waits.begin)) if len(waits.index) else 0
    late = waits.finish - waits.begin > usual
    come, done = (
        np.clip(clock.working_day(m[late]), 0, days - 1)
        for m in (waits.begin + usual, waits.finish)
    )
    handled = np.bincount(done, minlength=days)
    waiting = np.cumsum(np.bincount(come, minlength=days) - np.r_[0, handled[:-1]])
    share = len(done) / max(int(waiting.sum()), 1)
    expected: Floats = np.minimum(share * waiting, len(done) / span)
    return expected
