"""Rhythm of the day: a step that is done every day at the same time, for all that came since."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.operating_time import OperatingClock
from verwaltung_mining.shapes.rhythm import DAY, Rhythm, tested
from verwaltung_mining.texts import Text

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

HOUR = 3_600_000
QUARTER = HOUR // 4
MINUTE = 60_000
MILLISECONDS = 1000.0
POINTS = 24
"""Moments at which a case may have been ready, spread evenly between two dates."""
LONGEST_DAYS = 5
"""A daily date is at most so many days from the next: a long weekend between holidays."""
NARROW_HOURS = 4
"""The time of a date is named where four of five completions lie within so many hours."""


def daily_rhythm(
    log: AnalysedLog,
    here: pl.DataFrame,
    everywhere: Ints,
    *,
    week: Ints,
    hours: float,
    share: float,
    minimum_cases: int,
) -> Rhythm | None:
    """Completions keep to a few hours of every day, also of cases that come at other hours.

    `here` has the columns previous and timestamp; `everywhere` are the completions of all steps,
    those of this one among them, in milliseconds since the epoch.
    """
    come, done = (here[name].dt.epoch("ms").to_numpy() for name in ("previous", "timestamp"))
    begin = _best_window(log.clock.local(done) % DAY, int(hours * HOUR))
    inside = _within(log.clock, done, begin, hours)
    elsewhere = ~_within(log.clock, come, begin, hours)
    if elsewhere.sum() < minimum_cases or min(inside.mean(), inside[elsewhere].mean()) < share:
        return None
    others = len(everywhere) - len(done)
    elsewhere_inside = _within(log.clock, everywhere, begin, hours).sum() - inside.sum()
    date = (log.clock.local(done) - begin) // DAY * DAY + begin - log.clock.offset
    ruled = come < date
    if not ruled.any():
        return None
    rhythm = tested(
        inside,
        float(elsewhere_inside / others) if others else 0.0,
        week,
        _daily(around(done, log.clock, begin=begin)),
        cycle=LONGEST_DAYS * DAY / MILLISECONDS,
    )
    return replace(
        rhythm,
        ruled=ruled,
        escaped=np.zeros(len(done), bool),
        by_the_clock=True,
        normal=_without_the_list(log.clock, come[ruled], done[ruled], begin, hours),
    )


def _without_the_list(
    clock: OperatingClock, come: Ints, done: Ints, begin: int, hours: float
) -> tuple[float, float]:
    """Mean wait without the list and its slack in seconds: when it is made the log does not say."""
    day = (clock.local(done) - begin) // DAY
    late, early = (
        float(_saved(clock, come, done, day, partial(drawn_up, clock, begin)).mean())
        for drawn_up in (_drawn_up_late, partial(_drawn_up_early, hours=hours))
    )
    saved = (late + early) / 2
    waited = float((done - come).mean()) / MILLISECONDS
    return waited - saved, max(saved, early - late) / 2


def _best_window(time: Ints, width: int) -> int:
    """Begin of the hours of the day that hold the most; they may reach past midnight."""
    ordered = np.sort(time)
    round_the_clock = np.r_[ordered, ordered + DAY]
    until = np.searchsorted(round_the_clock, ordered + width, side="right")
    return int(ordered[int((until - np.arange(len(ordered))).argmax())])


def _within(clock: OperatingClock, moment: Ints, begin: int, hours: float) -> Bools:
    inside: Bools = (clock.local(moment) - begin) % DAY <= hours * HOUR
    return inside


def _drawn_up_late(clock: OperatingClock, begin: int, day: Ints) -> Ints:
    """The list of a day holds whoever was ready when work on it began; local milliseconds."""
    return day * DAY + begin


def _drawn_up_early(clock: OperatingClock, begin: int, day: Ints, *, hours: float) -> Ints:
    """The list holds whoever was ready when work ended the day before.

    This can only be where the list is done as soon as work begins.
    """
    opens = clock.opens[np.clip(day - clock.first_day, 0, len(clock.opens) - 1)]
    at_opening = begin <= opens + hours * HOUR
    return np.where(at_opening, clock.last_closing(day), day * DAY + begin)


def _saved(
    clock: OperatingClock, come: Ints, done: Ints, day: Ints, drawn_up: Callable[[Ints], Ints]
) -> Floats:
    """Seconds earlier that each could have been done, ready at any moment between two lists."""
    day_before = (clock.last_closing(day) - 1) // DAY
    until = drawn_up(day) - clock.offset
    since = np.maximum(come, drawn_up(day_before) - clock.offset)
    length = np.maximum(until - since, 0)
    total = np.zeros(len(done))
    for point in range(POINTS):
        ready = since + length * (2 * point + 1) // (2 * POINTS)
        total += np.maximum(done - clock.next_opening(ready), 0) / MILLISECONDS
    return total / POINTS


def around(done: Ints, clock: OperatingClock, *, begin: int = 0) -> Text:
    """Their median to the quarter of an hour, in words; empty where they are spread over the day.

    Times of day are told from `begin` on, in local milliseconds: hours may reach past midnight.
    """
    time = (clock.local(done) - begin) % DAY
    low, middle, high = np.quantile(time, [0.1, 0.5, 0.9])
    if high - low > NARROW_HOURS * HOUR:
        return Text(de="", en="")
    quarters = round(float(middle + begin) / QUARTER) % (DAY // QUARTER)
    hour, minutes = divmod(quarters * QUARTER // MINUTE, 60)
    minute = f":{minutes:02}" if minutes else ""
    return Text(de=f"gegen {hour}{minute} Uhr", en=f"around {hour}:{minutes:02}")


def _daily(time: Text) -> Text:
    return Text(de=f"täglich {time.de}".rstrip(), en=f"daily {time.en}".rstrip())
