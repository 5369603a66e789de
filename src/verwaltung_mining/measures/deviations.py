"""How much longer than usual cases took from a moment on."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.measures.case_time import CaseTime, case_time
from verwaltung_mining.measures.operating_time import OperatingClock

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MILLISECONDS = 1_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviations:
    """Deviations of all events, added up, to be asked from a moment of a case to its end.

    An event deviates by the operating time since the one before less the mean of its transition,
    in whole milliseconds: so sums are the same wherever the parts of a log end.
    """

    keys: CaseTime
    key: Ints
    """Case and moment of each event, ascending."""
    earliest: int
    latest: int
    """Before the first event of the log, and its last."""
    end: Ints
    """Number of events up to the end of each case."""
    until: Ints
    """Sum of the deviations of so many events, in milliseconds."""

    @classmethod
    def of(cls, events: Parts, clock: OperatingClock, *, cases: int) -> "Deviations":
        """Takes index, source, activity, previous and timestamp of the events."""
        columns = ("source", "activity", "previous", "timestamp")
        usual = _usual(events.each(partial(_spent_by_transition, clock), columns=columns))
        each = events.each(partial(_deviating, clock, usual), columns=("index", *columns))
        when, index = each["when"].to_numpy(), each["index"].to_numpy()
        earliest = int(when.min(initial=when[0])) - 1 if len(when) else 0
        keys = case_time(index, when, np.array([earliest]))
        return cls(
            keys=keys,
            key=keys.key(index, when),
            earliest=earliest,
            latest=int(when.max(initial=earliest)),
            end=np.cumsum(np.bincount(index, minlength=cases)),
            until=np.r_[0, np.cumsum(each["deviation"].to_numpy())],
        )

    def after(self, index: Ints, moment: Ints) -> Floats:
        """Seconds by case and moment (milliseconds since the epoch)."""
        inside = self.keys.key(index, np.clip(moment, self.earliest, self.latest))
        here = np.searchsorted(self.key, inside, side="right")
        later: Floats = (self.until[self.end[index]] - self.until[here]) / MILLISECONDS
        return later


def _with_spent(clock: OperatingClock, events: pl.DataFrame) -> pl.DataFrame:
    """The events with the operating time since the one before (`spent`, Int64 milliseconds)."""
    begin = events["previous"].fill_null(events["timestamp"])
    spent = clock.milliseconds(events["timestamp"].dt.epoch("ms").to_numpy())
    return events.with_columns(spent=spent - clock.milliseconds(begin.dt.epoch("ms").to_numpy()))


def _spent_by_transition(clock: OperatingClock, events: pl.DataFrame) -> pl.DataFrame:
    """Events of each transition in a part, and the operating time they took together."""
    spent = _with_spent(clock, events)
    return spent.group_by("source", "activity").agg(pl.len(), pl.col("spent").sum())


def _usual(sums: pl.DataFrame) -> pl.DataFrame:
    """The mean of each transition, in whole milliseconds."""
    whole = sums.group_by("source", "activity").agg(pl.col("len", "spent").sum())
    mean = (pl.col("spent") / pl.col("len")).round().cast(pl.Int64)
    return whole.select("source", "activity", usual=mean)


def _deviating(clock: OperatingClock, usual: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """index (Int64), when (milliseconds since the epoch) and deviation of each event."""
    spent = _with_spent(clock, events).join(
        usual, on=["source", "activity"], how="left", nulls_equal=True, maintain_order="left"
    )
    return spent.select(
        pl.col("index").cast(pl.Int64),
        when=pl.col("timestamp").dt.epoch("ms"),
        deviation=pl.col("spent") - pl.col("usual"),
    )
