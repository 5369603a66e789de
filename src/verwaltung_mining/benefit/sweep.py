"""Overlaps: who gets how much of case time that several findings claim.

Every elementary slice of a case with k claims of weights w is divided w_i / max(1, Σ w): for whole
claims this equal split is the Shapley value of the union (docs/methods.md). Slices that the same
findings claim are added up first, in whole milliseconds: what is left to compute has one row per
set of findings that meet, and the sums of parts of a log can be added to those of others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.measures.case_time import case_time
from verwaltung_mining.shapes import Claims, Cover
from verwaltung_mining.shapes.claims import MILLISECONDS, Floats, Ints
from verwaltung_mining.statistics import dense_codes

Bools = npt.NDArray[np.bool_]

BITS = 63
"""Findings that fit one integer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Elementary slices of case time and which findings claim each."""

    slices: Claims
    set_of: Ints
    """Row in `sets` by slice."""
    sets: Bools
    """One row per set of findings that claim the same time, one column per finding."""

    @property
    def milliseconds(self) -> Ints:
        """What each set of findings claims together, and no other finding does."""
        total = np.zeros(len(self.sets), np.int64)
        np.add.at(total, self.set_of, self.slices.finish - self.slices.begin)
        return total

    @property
    def seconds(self) -> Floats:
        """The same in seconds."""
        return self.milliseconds / MILLISECONDS

    def inside(self) -> Floats:
        """Share of finding i's claimed time that finding j claims too, as a matrix."""
        sets = self.sets.astype(np.float64)
        common = sets.T @ (sets * self.milliseconds[:, None])
        own = np.maximum(np.diag(common), 1e-9)
        return common / own[:, None]

    def fair_shares(self, weights: Floats) -> Floats:
        """Seconds of each finding after every slice is split among its claims."""
        claimed = self.sets * weights
        split = self.seconds / np.maximum(claimed.sum(axis=1), 1.0)
        shares: Floats = split @ claimed
        return shares

    def cumulative(self, weights: Floats, order: Sequence[int]) -> Floats:
        """Seconds saved by the findings down the given order together, by finding."""
        claimed = np.cumsum((self.sets * weights)[:, list(order)], axis=1)
        union = self.seconds @ np.minimum(claimed, 1.0)
        result = np.zeros(len(weights))
        result[list(order)] = union
        return result

    def cover(self, weights: Floats) -> Cover:
        """All claimed time with the share of it that is claimed."""
        share = np.minimum((self.sets * weights).sum(axis=1), 1.0)
        return Cover(intervals=self.slices, share=share[self.set_of])


def sweep(claims: Sequence[Claims]) -> Sweep:
    """Slices of all claims; each finding's own overlaps count once."""
    united = [c.united() for c in claims]
    nothing = np.zeros(0, np.int64)
    cases = np.concatenate([*(c.index for c in united), nothing])
    keys = case_time(cases, *(c.begin for c in united), *(c.finish for c in united))
    ends = [np.c_[keys.key(c.index, c.begin), keys.key(c.index, c.finish)].ravel() for c in united]
    key = np.concatenate([*ends, nothing])
    finding = np.repeat(np.arange(len(ends)), [len(e) for e in ends])
    # Each finding's ends ascend, so that a stable sort merges them.
    order = np.argsort(key, kind="stable")
    key, finding = key[order], finding[order]
    last = np.flatnonzero(key[1:] != key[:-1])
    set_of, sets = _sets_after(finding, last, findings=len(claims))
    used = sets.sum(axis=1)[set_of] > 0
    left, right = key[last][used], key[last + 1][used]
    return Sweep(
        slices=Claims(
            index=keys.case_of(left), begin=keys.moment_of(left), finish=keys.moment_of(right)
        ),
        set_of=set_of[used],
        sets=sets,
    )


def _sets_after(finding: Ints, asked: Ints, *, findings: int) -> tuple[Ints, Bools]:
    """Which findings claim time after each of the ends asked: a code for each, and the sets.

    A finding claims time from its first end to its second, from its third to its fourth and so on.
    """
    code, words = np.zeros(len(asked), np.int64), []
    for first in range(0, findings, BITS):
        place = finding - first
        bit = np.where((place >= 0) & (place < BITS), np.int64(1) << np.clip(place, 0, BITS - 1), 0)
        words.append(np.bitwise_xor.accumulate(bit)[asked])
        distinct, position = dense_codes(words[-1])
        code = dense_codes(code * len(distinct) + position)[1]
    one_of = np.zeros(int(code.max(initial=-1)) + 1, np.int64)
    one_of[code] = np.arange(len(code))
    members = [words[k // BITS][one_of] >> (k % BITS) & 1 for k in range(findings)]
    return code, np.array(members, bool).reshape(findings, len(one_of)).T
