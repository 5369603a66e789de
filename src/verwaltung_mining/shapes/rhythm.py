"""Rhythms: steps that are done on fixed weekdays or for many cases at once."""

import itertools
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.statistics import cluster_p_value, mean_by_inspection
from verwaltung_mining.texts import Text

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

DAY = 86_400_000
"""Milliseconds."""
EPOCH_WEEKDAY = 3
"""1 January 1970 was a Thursday; Monday is 0."""
WEEKDAYS = (
    Text(de="montags", en="Mondays"),
    Text(de="dienstags", en="Tuesdays"),
    Text(de="mittwochs", en="Wednesdays"),
    Text(de="donnerstags", en="Thursdays"),
    Text(de="freitags", en="Fridays"),
    Text(de="samstags", en="Saturdays"),
    Text(de="sonntags", en="Sundays"),
)
IN_BURSTS = Text(de="viele auf einmal", en="many at once")
OPENING_QUANTILE = 0.05
"""On a date, work begins before this share of its completions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Which occurrences a rule released, and how unlikely that is by chance."""

    ruled: Bools
    p_value: float
    excess: float
    """Share released by the rule beyond what would be expected."""
    remark: Text
    cycle: float
    """Seconds from one date to the next: the most that the rule can make a case wait."""
    escaped: Bools
    """Occurrences done outside the rule: they show how long it takes without."""
    chance: Floats | None = None
    """Of a wait as long as each that it meets no date: long ones seldom escape. None where that
    does not hang on the length."""
    by_the_clock: bool = False
    """The wait without the rule is told hour by hour, closed hours included."""
    normal: tuple[float, float] | None = None
    """Wait without the rule and its slack in seconds, where the dates that cases miss show it."""


def weekday_rhythm(
    log: AnalysedLog,
    here: pl.DataFrame,
    *,
    everywhere: Ints,
    week: Ints,
    lock_shares: tuple[float, float],
    ready_share: float,
) -> Rhythm | None:
    """Completions keep to one or two weekdays although cases become ready on others too.

    `here` has the columns day and ready (weekdays of completion and of the step before, Monday 0),
    previous and timestamp; `everywhere` counts the completions of all steps by weekday.
    """
    day, ready = here["day"].to_numpy(), here["ready"].to_numpy()
    if np.bincount(ready, minlength=7).max() > ready_share * len(ready):
        return None
    completions = np.bincount(day, minlength=7)
    others = everywhere - completions
    for size, share in enumerate(lock_shares, start=1):
        best = max(
            itertools.combinations(range(7), size), key=lambda days: int(completions[[*days]].sum())
        )
        if completions[[*best]].sum() / len(day) >= share:
            on_day = np.isin(day, best)
            expected = float(others[[*best]].sum() / others.sum()) if others.any() else 0.0
            dates = _dates(best)
            cycle = _longest_gap(dates) * SECONDS_PER_DAY
            rhythm = tested(on_day, expected, week, _named(dates), cycle=cycle)
            return _locked(log, here, rhythm, dates)
    return None


def _dates(weekdays: tuple[int, ...]) -> tuple[int, ...]:
    """The day after a date is no date of its own: it finishes what the date began.

    >>> _dates((0, 1)), _dates((0, 3))
    ((0,), (0, 3))
    """
    return weekdays[:1] if weekdays[-1] - weekdays[0] == 1 else weekdays


def _longest_gap(weekdays: tuple[int, ...]) -> int:
    """Days from one of the weekdays to the next, at most.

    >>> _longest_gap((1,)), _longest_gap((0, 1)), _longest_gap((1, 4))
    (7, 6, 4)
    """
    following = (*weekdays[1:], weekdays[0] + 7)
    return max(later - day for day, later in zip(weekdays, following, strict=True))


def _chance_to_meet_none(days: Floats, weekdays: tuple[int, ...]) -> Floats:
    """Of a wait of so many days that begins at any moment of the week.

    >>> _chance_to_meet_none(np.array([0.0, 1.0, 3.5, 8.0]), (1,)).round(3).tolist()
    [1.0, 0.857, 0.5, 0.0]
    """
    following = (*weekdays[1:], weekdays[0] + 7)
    gaps = [later - day for day, later in zip(weekdays, following, strict=True)]
    chance: Floats = sum((np.maximum(gap - days, 0.0) for gap in gaps), np.zeros(len(days))) / 7
    return chance


def _locked(
    log: AnalysedLog, here: pl.DataFrame, rhythm: Rhythm, weekdays: tuple[int, ...]
) -> Rhythm:
    """The rhythm with the cases that met a date, and the wait they would have without it."""
    begin, finish = (here[name].dt.epoch("ms").to_numpy() for name in ("previous", "timestamp"))
    ready, done = log.clock.local(begin), log.clock.local(finish)
    on_day = np.isin(here["day"].to_numpy(), weekdays)
    opening = int(np.quantile((done % DAY)[on_day], OPENING_QUANTILE))
    done = np.where(on_day, np.maximum(done, done - done % DAY + opening), done)
    met = _dates_until(done, weekdays, opening) - _dates_until(ready, weekdays, opening)
    shown = _shown_by_missed_dates(ready, weekdays, opening, missed=np.maximum(met - 1, 0))
    closed = log.clock.closed_wait(begin, finish)
    return replace(
        rhythm,
        ruled=met > 0,
        escaped=(met == 0) & ~on_day,
        chance=_chance_to_meet_none((done - ready) / DAY, weekdays),
        normal=(shown + closed, closed / 2),
    )


def _dates_until(moments: Ints, weekdays: tuple[int, ...], opening: int) -> Ints:
    """How many dates of the rule have come since the epoch, up to each local moment."""
    day = (moments - opening) // DAY
    return sum(((day - (w - EPOCH_WEEKDAY) % 7) // 7 for w in weekdays), np.zeros_like(day))


def _shown_by_missed_dates(
    ready: Ints, weekdays: tuple[int, ...], opening: int, *, missed: Ints
) -> float:
    """Seconds a case takes to be ready for the step, from the dates that cases miss.

    Of the cases for which the next date, or a later one, is φ days away, the share that misses it
    is the probability that getting ready takes longer than φ; its integral over φ is the mean.
    """
    since = ready - opening
    ahead = np.array([((w - EPOCH_WEEKDAY) * DAY - since) % (7 * DAY) for w in weekdays])
    ahead = np.sort(ahead, axis=0) / DAY
    most = int(missed.max(initial=0))
    days = 7 * (most // len(weekdays) + 2)
    cases, distance, longer = np.zeros((3, days))
    for k in range(most + 1):
        away = ahead[k % len(weekdays)] + 7 * (k // len(weekdays))
        day = away.astype(np.int64)
        cases += np.bincount(day, minlength=days)
        distance += np.bincount(day, away, minlength=days)
        longer += np.bincount(day, missed > k, minlength=days)
    asked = cases > 0
    mean = mean_by_inspection(
        distance[asked] / cases[asked], cases[asked], longer[asked], least=0.5 / len(ready)
    )
    return mean * SECONDS_PER_DAY


def burst_rhythm(
    here: pl.DataFrame,
    *,
    every: Ints,
    week: Ints,
    size: int,
    share: float,
    gap_seconds: float,
    gap_of_median: float,
) -> Rhythm | None:
    """Many completions follow each other more closely than the pace of the step explains.

    `every` are the completions of the step in all cases, in order; `here` those looked at.
    """
    gaps = np.diff(every) / 1000.0
    if not len(gaps):
        return None
    pace = float(np.median(gaps))
    close = max(gap_seconds, gap_of_median * pace)
    run = np.r_[0, np.cumsum(gaps > close)]
    in_burst = np.bincount(run)[run] >= size
    moments = here["timestamp"].dt.epoch("ms").to_numpy()
    ruled = in_burst[np.searchsorted(every, moments)]
    if ruled.mean() < share:
        return None
    span = float(every[-1] - every[0]) / 1000.0
    expected = in_bursts_by_chance(len(every), span=span, size=size, close=close)
    return tested(ruled, expected, week, IN_BURSTS, cycle=_cycle(every, run, size))


def in_bursts_by_chance(completions: float, *, span: float, size: int, close: float) -> float:
    """Share of completions that lie in bursts although they come at any moment of the span (s).

    1 where a step is done so often that nothing more could be told.

    >>> [round(in_bursts_by_chance(n, span=1e6, size=5, close=60.0), 3) for n in (1e3, 5e3, 5e4)]
    [0.0, 0.023, 1.0]
    """
    by_chance = 1 - np.exp(-close * completions / max(span, 1.0))
    return min(float(size * by_chance ** (size - 1)), 1.0)


LONG_CYCLE = 0.95
"""Of the gaps between batches this quantile is the longest that a rule explains."""


def _cycle(moments: Ints, run: Ints, size: int) -> float:
    """Seconds from one batch to the next, the usual longest one."""
    batches = np.flatnonzero(np.bincount(run) >= size)
    begins = moments[np.searchsorted(run, batches)]
    gaps = np.diff(begins) / 1000.0
    return float(np.quantile(gaps, LONG_CYCLE)) if len(gaps) else np.inf


def _named(weekdays: tuple[int, ...]) -> Text:
    return Text(
        de=" und ".join(WEEKDAYS[day].de for day in weekdays),
        en=" and ".join(WEEKDAYS[day].en for day in weekdays),
    )


def tested(ruled: Bools, usual: float, week: Ints, remark: Text, *, cycle: float) -> Rhythm:
    """The rhythm with the p-value of more being done by it than is usual, weeks as units."""
    excess = ruled.astype(float) - usual
    return Rhythm(
        ruled=ruled,
        escaped=~ruled,
        p_value=cluster_p_value(excess, week),
        excess=float(ruled.mean() - usual),
        remark=remark,
        cycle=cycle,
    )
