"""Occurrences as every comparison of them needs them, whichever groups are compared."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Ints
from verwaltung_mining.shapes.observations import Observations
from verwaltung_mining.statistics import ordered_codes, stable_order

BLOCK = 2**16
"""Occurrences asked about together: their numbers fit the processor's cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Occurrences by place and case, with their times as codes."""

    log: AnalysedLog
    observations: Observations
    """By place, inside it by case, then as they were given."""
    working: Ints
    """Codes in the order of the operating seconds, ascending from place to place."""
    week: Ints
    first: Ints
    """Where each case begins at each place."""

    @classmethod
    def of(cls, log: AnalysedLog, observations: Observations) -> "Ranked":
        """The observations, put in order and ranked."""
        by_case = np.argsort(observations.claims.index, kind="stable")
        seen = observations.select(by_case[stable_order(observations.place[by_case])])
        place, case = seen.place, seen.claims.index
        fresh = np.r_[True, (place[1:] != place[:-1]) | (case[1:] != case[:-1])]
        return cls(
            log=log,
            observations=seen,
            working=_by_place(place, ordered_codes(seen.claims.operating_seconds(log.clock))),
            week=log.week_of_case[case],
            first=np.flatnonzero(fresh[: len(place)]),
        )

    def elapsed(self) -> Ints:
        """Codes in the order of the seconds by the calendar, ascending from place to place."""
        return _by_place(self.observations.place, ordered_codes(self.observations.seconds))

    def blocks(self) -> Iterator[tuple[slice, "Ranked"]]:
        """Parts of one place or of as many as make a block, and which occurrences they hold."""
        every = np.arange(len(self.observations.places) + 1)
        begin = np.searchsorted(self.observations.place, every)
        first = 0
        for last in every[1:].tolist():
            if last == every[-1] or begin[last + 1] - begin[first] > BLOCK:
                part = slice(int(begin[first]), int(begin[last]))
                yield part, self._part(part, slice(first, last))
                first = last

    def _part(self, part: slice, places: slice) -> "Ranked":
        seen = self.observations.select(part)
        inside = (self.first >= part.start) & (self.first < part.stop)
        return Ranked(
            log=self.log,
            observations=replace(seen, place=seen.place - places.start, places=seen.places[places]),
            working=self.working[part],
            week=self.week[part],
            first=self.first[inside] - part.start,
        )

    def at(self, place: int) -> Ints:
        """Positions of the occurrences of a place."""
        begin, end = np.searchsorted(self.observations.place, [place, place + 1])
        return np.arange(begin, end)


def _by_place(place: Ints, code: Ints) -> Ints:
    """Codes of one place lie together, so that what is counted by them is found in the cache."""
    return place * (int(code.max(initial=0)) + 1) + code
