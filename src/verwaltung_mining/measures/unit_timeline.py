"""What each unit does when: stretches between two stamps, with the oldest work open in each."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.case_time import CaseTime, case_time
from verwaltung_mining.statistics import distinct, positions, weights_up_to

Ints = npt.NDArray[np.int64]

IDLE = np.iinfo(np.int64).max
"""In place of an enablement, where a unit works on nothing."""

WorkingTime = Callable[[Ints, Ints], Ints]
"""Milliseconds of working time up to moments, by unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTimeline:
    """Stretches of all units, one after the other."""

    keys: CaseTime
    begin: Ints
    """Key (unit and moment) at which each stretch begins."""
    length: Ints
    """Milliseconds; 0 for the last of a unit."""
    oldest: Ints
    """Enablement of the work in progress that came first; IDLE where there is none."""
    off: Ints
    """Milliseconds in which the unit neither works nor has working time."""

    def contended(self, unit: Ints, begin: Ints, finish: Ints, *, limit: Ints) -> Ints:
        """Time between two moments in which the unit works on something enabled up to `limit`."""
        low, high = self._at(unit, begin), self._at(unit, finish)
        weights = np.where(self.oldest == IDLE, 0, self.length)
        contended = np.zeros(len(unit), np.int64)
        some = high > low
        contended[some] = weights_up_to(
            self.oldest, weights, low=low[some], high=high[some], limit=limit[some]
        )
        return contended

    def busy(self, unit: Ints, begin: Ints, finish: Ints) -> Ints:
        """Time between two moments in which the unit works on anything."""
        return self._sum(np.where(self.oldest == IDLE, 0, self.length), unit, begin, finish)

    def unavailable(self, unit: Ints, begin: Ints, finish: Ints) -> Ints:
        """Time between two moments in which the unit neither works nor has working time."""
        return self._sum(self.off, unit, begin, finish)

    def _sum(self, weights: Ints, unit: Ints, begin: Ints, finish: Ints) -> Ints:
        until = np.r_[0, np.cumsum(weights)]
        between: Ints = until[self._at(unit, finish)] - until[self._at(unit, begin)]
        return between

    def _at(self, unit: Ints, moment: Ints) -> Ints:
        return positions(self.begin, self.keys.key(unit, moment))


def unit_timeline(
    unit: Ints,
    enabled: Ints,
    start: Ints,
    end: Ints,
    *,
    working: WorkingTime,
    moments: tuple[Ints, ...],
) -> UnitTimeline:
    """The stretches of work given by unit, with a cut at each of `moments` too.

    Only cuts may be asked for later. All times in milliseconds since the epoch.
    """
    keys = case_time(unit, enabled, start, end, *moments)
    cuts = [keys.key(unit, at) for at in (start, end, *moments)]
    begin = distinct(np.concatenate(cuts))
    of, moment = keys.case_of(begin), keys.moment_of(begin)
    last = np.r_[np.diff(of) != 0, True][: len(begin)]
    oldest = _least_over(
        len(begin),
        positions(begin, keys.key(unit, start)),
        positions(begin, keys.key(unit, end)),
        enabled,
    )
    length = np.where(last, 0, np.r_[np.diff(moment), 0][: len(begin)])
    worked = np.where(last, 0, np.r_[np.diff(working(of, moment)), 0][: len(begin)])
    off = np.where(oldest == IDLE, length - worked, 0)
    return UnitTimeline(keys=keys, begin=begin, length=length, oldest=oldest, off=off)


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
