"""What each unit does when: spans of time, with the oldest work open in each."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.case_time import CaseTime, case_time
from verwaltung_mining.statistics import distinct, weights_up_to

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

IDLE = np.iinfo(np.int64).max
"""In place of an enablement, where a unit works on nothing."""

WorkingTime = Callable[[Ints, Ints], Ints]
"""Milliseconds of working time up to moments, by unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Moments of units, and where on the timeline they lie."""

    unit: Ints
    moment: Ints
    span: Ints
    since: Ints
    """Milliseconds since the span began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTimeline:
    """Spans of all units, one after the other; each unit begins with one in which it is idle."""

    keys: CaseTime
    begin: Ints
    """Key (unit and moment) at which each span begins."""
    length: Ints
    """Milliseconds; 0 for the last of a unit."""
    oldest: Ints
    """Enablement of the work in progress that came first; IDLE where there is none."""
    worked: Ints
    """Working time up to the begin of each span."""
    working: WorkingTime

    def at(self, unit: Ints, moment: Ints) -> Moments:
        """Where moments lie; quick where they are nearly in order."""
        key = self.keys.key(unit, moment)
        span = np.searchsorted(self.begin, key, side="right") - 1
        return Moments(unit=unit, moment=moment, span=span, since=key - self.begin[span])

    def contended(self, begin: Moments, finish: Moments, *, limit: Ints) -> Ints:
        """Time between two moments in which the unit works on something enabled up to `limit`."""
        contended = np.zeros(len(limit), np.int64)
        some = np.flatnonzero(finish.moment > begin.moment)
        contended[some] = weights_up_to(
            self.oldest,
            np.where(self._idle, 0, self.length),
            low=begin.span[some],
            high=finish.span[some],
            limit=limit[some],
        )
        for sign, end in ((1, finish), (-1, begin)):
            contended += sign * np.where(self.oldest[end.span] <= limit, end.since, 0)
        return contended

    def busy(self, begin: Moments, finish: Moments) -> Ints:
        """Time between two moments in which the unit works on anything."""
        until = _until(np.where(self._idle, 0, self.length))

        def busy_until(at: Moments) -> Ints:
            return until[at.span] + np.where(self._idle[at.span], 0, at.since)

        return busy_until(finish) - busy_until(begin)

    def unavailable(self, begin: Moments, finish: Moments) -> Ints:
        """Time between two moments in which the unit neither works nor has working time."""
        until = _until(np.where(self._idle & (self.length > 0), self.length - self._worked_in, 0))

        def off_until(at: Moments) -> Ints:
            off = until[at.span]
            idle = np.flatnonzero(self._idle[at.span])
            worked = self.working(at.unit[idle], at.moment[idle]) - self.worked[at.span[idle]]
            off[idle] += at.since[idle] - worked
            return off

        return off_until(finish) - off_until(begin)

    @property
    def _idle(self) -> Bools:
        idle: Bools = self.oldest == IDLE
        return idle

    @property
    def _worked_in(self) -> Ints:
        return np.diff(self.worked, append=0)


def _until(amounts: Ints) -> Ints:
    """What all spans before each one add up to."""
    return np.cumsum(amounts) - amounts


def unit_timeline(
    unit: Ints, enabled: Ints, start: Ints, end: Ints, *, working: WorkingTime
) -> UnitTimeline:
    """The spans of work given by unit: from the first enablement of all to the last end of each.

    All times in milliseconds since the epoch. Only moments in between may be asked for.
    """
    keys = case_time(unit, enabled, start, end)
    units = distinct(unit)
    starts, ends = keys.key(unit, start), keys.key(unit, end)
    first = keys.key(units, np.full(len(units), keys.offset))
    begin = distinct(np.concatenate([first, starts, ends]))
    oldest = _least_over(
        len(begin), np.searchsorted(begin, starts), np.searchsorted(begin, ends), enabled
    )
    of = keys.case_of(begin)
    fresh = np.r_[True, (of[1:] != of[:-1]) | (oldest[1:] != oldest[:-1])][: len(begin)]
    begin, of, oldest = begin[fresh], of[fresh], oldest[fresh]
    moment = keys.moment_of(begin)
    return UnitTimeline(
        keys=keys,
        begin=begin,
        length=np.where(np.diff(of, append=-1) != 0, 0, np.diff(moment, append=0)),
        oldest=oldest,
        worked=working(of, moment),
        working=working,
    )


def _least_over(size: int, low: Ints, high: Ints, values: Ints) -> Ints:
    """At each place the least value of the ranges low ≤ place < high that cover it.

    A range is two ranges whose length is a power of two; these are handed down, halved each time.
    """
    covers = high > low
    low, high, values = low[covers], high[covers], values[covers]
    least = np.full(size, IDLE)
    level = np.frexp((high - low).astype(float))[1] - 1
    for power in reversed(range(int(level.max(initial=0)) + 1)):
        here = level == power
        np.minimum.at(least, low[here], values[here])
        np.minimum.at(least, high[here] - (1 << power), values[here])
        if power:
            half = 1 << (power - 1)
            handed = least.copy()
            handed[half:] = np.minimum(least[half:], least[:-half])
            least = handed
    return least
