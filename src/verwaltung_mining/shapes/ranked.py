"""Occurrences as every comparison of them needs them, whichever groups are compared."""

from dataclasses import dataclass

import numpy as np

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Ints
from verwaltung_mining.shapes.observations import Observations
from verwaltung_mining.statistics import ordered_codes, stable_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Occurrences with their times as codes, and by place and case."""

    log: AnalysedLog
    observations: Observations
    working: Ints
    """Codes in the order of the operating seconds."""
    week: Ints
    by_place: Ints
    """Positions of the occurrences by place, inside it in the order of the cases."""
    first: Ints
    """Where in `by_place` each case begins at each place."""

    @classmethod
    def of(cls, log: AnalysedLog, observations: Observations) -> "Ranked":
        """The observations, their times ranked."""
        index = observations.claims.index
        by_case = np.argsort(index, kind="stable")
        order = by_case[stable_order(observations.place[by_case])]
        place, case = observations.place[order], index[order]
        fresh = np.r_[True, (place[1:] != place[:-1]) | (case[1:] != case[:-1])]
        return cls(
            log=log,
            observations=observations,
            working=ordered_codes(observations.claims.operating_seconds(log.clock)),
            week=log.week_of_case[index],
            by_place=order,
            first=np.flatnonzero(fresh[: len(order)]),
        )

    def elapsed(self) -> Ints:
        """Codes in the order of the seconds by the calendar."""
        return ordered_codes(self.observations.seconds)

    def at(self, place: int) -> Ints:
        """Positions of the occurrences of a place."""
        counts = np.bincount(self.observations.place, minlength=place + 1)
        begin = int(counts[:place].sum())
        return self.by_place[begin : begin + int(counts[place])]
