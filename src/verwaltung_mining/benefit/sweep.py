"""Overlaps: who gets how much of case time that several findings claim.

Every elementary slice of a case with k claims of weights w is divided w_i / max(1, Σ w): for whole
claims this equal split is the Shapley value of the union (docs/methods.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.case_time import case_time
from verwaltung_mining.shapes import Claims, Cover
from verwaltung_mining.shapes.claims import MILLISECONDS, Floats, Ints
from verwaltung_mining.statistics import distinct

AT_ONCE = 65_536
"""Slices multiplied at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Elementary slices of case time and which findings claim each."""

    index: Ints
    begin: Ints
    finish: Ints
    active: npt.NDArray[np.bool_]
    """One row per slice, one column per finding."""

    @property
    def seconds(self) -> Floats:
        """Length of each slice."""
        return (self.finish - self.begin) / MILLISECONDS

    def inside(self) -> Floats:
        """Share of finding i's claimed time that finding j claims too, as a matrix.

        Whole milliseconds add up exactly in any order, as floats too.
        """
        common = np.zeros((self.active.shape[1], self.active.shape[1]))
        length = (self.finish - self.begin).astype(np.float64)
        for at in range(0, len(length), AT_ONCE):
            active = self.active[at : at + AT_ONCE].astype(np.float64)
            common += active.T @ (active * length[at : at + AT_ONCE, None])
        own = np.maximum(np.diag(common), 1e-9)
        return common / own[:, None]

    def fair_shares(self, weights: Floats) -> Floats:
        """Seconds of each finding after every slice is split among its claims."""
        claimed = self.active * weights
        split = self.seconds / np.maximum(claimed.sum(axis=1), 1.0)
        shares: Floats = split @ claimed
        return shares

    def cumulative(self, weights: Floats, order: Sequence[int]) -> Floats:
        """Seconds saved by the findings down the given order together, by finding."""
        claimed = np.cumsum((self.active * weights)[:, list(order)], axis=1)
        union = self.seconds @ np.minimum(claimed, 1.0)
        result = np.zeros(len(weights))
        result[list(order)] = union
        return result

    def cover(self, weights: Floats) -> Cover:
        """All claimed time with the share of it that is claimed."""
        share = np.minimum((self.active * weights).sum(axis=1), 1.0)
        return Cover(
            intervals=Claims(index=self.index, begin=self.begin, finish=self.finish), share=share
        )


def sweep(claims: Sequence[Claims]) -> Sweep:
    """Slices of all claims; each finding's own overlaps count once."""
    united = [c.united() for c in claims]
    nothing = np.zeros(0, np.int64)
    cases = np.concatenate([*(c.index for c in united), nothing])
    keys = case_time(cases, *(c.begin for c in united), *(c.finish for c in united))
    starts = [keys.key(c.index, c.begin) for c in united]
    ends = [keys.key(c.index, c.finish) for c in united]
    everything = distinct(np.concatenate([*starts, *ends, nothing]))
    change = np.zeros((len(everything), len(united)), np.int8)
    for column, (start, end) in enumerate(zip(starts, ends, strict=True)):
        np.add.at(change[:, column], np.searchsorted(everything, start), 1)
        np.add.at(change[:, column], np.searchsorted(everything, end), -1)
    active = np.cumsum(change, axis=0, dtype=np.int8)[:-1] > 0
    used = active.any(axis=1)
    left, right = everything[:-1][used], everything[1:][used]
    return Sweep(
        index=keys.case_of(left),
        begin=keys.moment_of(left),
        finish=keys.moment_of(right),
        active=active[used],
    )
