"""When events happen: counts by date and time of day, which add up over the parts of a log."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]

MILLISECONDS_PER_DAY = 86_400_000
SECOND = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How often each value occurs; values ascend."""

    values: Ints
    counts: Ints

    @classmethod
    def of(cls, values: Ints, *, unit: int = 1) -> "Counts":
        """The counts of the values of one part, rounded down to whole units."""
        if not len(values):
            return cls(values=np.zeros(0, np.int64), counts=np.zeros(0, np.int64))
        whole = values // unit
        least = int(whole.min())
        table = np.bincount(whole - least)
        there = np.flatnonzero(table)
        return cls(values=(there + least) * unit, counts=table[there])

    @classmethod
    def merge(cls, parts: Iterable["Counts"]) -> "Counts":
        """The counts of all parts together."""
        every = list(parts)
        values = np.concatenate([part.values for part in every])
        distinct, code = np.unique(values, return_inverse=True)
        counts = np.zeros(len(distinct), np.int64)
        np.add.at(counts, code, np.concatenate([part.counts for part in every]))
        return cls(values=distinct, counts=counts)

    def quantile(self, share: float) -> float:
        """As `np.quantile` of all the values.

        >>> Counts.of(np.array([1, 1, 2, 9])).quantile(0.5)
        1.5
        """
        until = np.cumsum(self.counts)
        position = share * (int(until[-1]) - 1)
        below, above = (
            float(self.values[np.searchsorted(until, at, side="right")])
            for at in (np.floor(position), np.ceil(position))
        )
        return below + (above - below) * float(position - np.floor(position))


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentCounts:
    """Stamps by local date (days since the epoch), time of day and offset from UTC."""

    dates: Counts
    times: Counts
    """Milliseconds since midnight, whole seconds."""
    offsets: Counts
    """Local time minus UTC in milliseconds, whole seconds."""

    @classmethod
    def of(cls, zone: str, stamps: pl.Series) -> "MomentCounts":
        """The counts of a part's stamps (instants)."""
        clocks = stamps.dt.convert_time_zone(zone).dt.replace_time_zone(None)
        local = clocks.dt.epoch("ms").to_numpy()
        day = local // MILLISECONDS_PER_DAY
        return cls(
            dates=Counts.of(day),
            times=Counts.of(local - day * MILLISECONDS_PER_DAY, unit=SECOND),
            offsets=Counts.of(local - stamps.dt.epoch("ms").to_numpy(), unit=SECOND),
        )

    @classmethod
    def merge(cls, parts: Iterable["MomentCounts"]) -> "MomentCounts":
        """The counts of all parts together."""
        every = list(parts)
        return cls(
            dates=Counts.merge(part.dates for part in every),
            times=Counts.merge(part.times for part in every),
            offsets=Counts.merge(part.offsets for part in every),
        )
