"""What is counted on every event of a log: its period, its precision, its steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from verwaltung_mining.eventlog.schema import EventLog

COLUMNS = ("case", "activity", "start", "timestamp", "time_precision")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogProfile:
    """Counts that add up over the parts of a log."""

    first: datetime | None
    """The first stamp of all, a start or a completion; None without events."""
    last: datetime | None
    """The last completion."""
    precisions: pl.DataFrame
    """time_precision and events, the most frequent first."""
    steps: pl.DataFrame
    """activity (UInt16), events and cases (in which it occurs; UInt32), by activity."""
    first_steps: pl.DataFrame
    """activity and cases (that begin with it; UInt32), by activity."""


def profile(log: EventLog) -> LogProfile:
    """The profile of all cases, completed or not."""
    parts = log.events.map(_of_part, columns=COLUMNS)
    return LogProfile(
        first=min((p.first for p in parts if p.first is not None), default=None),
        last=max((p.last for p in parts if p.last is not None), default=None),
        precisions=_added([p.precisions for p in parts], "time_precision").sort(
            ["events", "time_precision"], descending=[True, False]
        ),
        steps=_added([p.steps for p in parts], "activity"),
        first_steps=_added([p.first_steps for p in parts], "activity"),
    )


def cases_by_activity(events: pl.DataFrame) -> pl.DataFrame:
    """activity, events and cases in which it occurs, by activity. Takes `case` and `activity`."""
    return (
        events.lazy()
        .group_by("case", "activity")
        .len()
        .group_by("activity")
        .agg(events=pl.col("len").sum().cast(pl.UInt32), cases=pl.len().cast(pl.UInt32))
        .sort("activity")
        .collect()
    )


def _of_part(events: pl.DataFrame) -> LogProfile:
    begun = pl.min_horizontal("start", "timestamp").min()
    first, last = events.select(begun.alias("first"), pl.col("timestamp").max()).row(0)
    begins = pl.col("case").ne_missing(pl.col("case").shift(1))
    return LogProfile(
        first=first,
        last=last,
        precisions=events.group_by("time_precision").agg(events=pl.len().cast(pl.UInt32)),
        steps=cases_by_activity(events),
        first_steps=events.filter(begins).group_by("activity").agg(cases=pl.len().cast(pl.UInt32)),
    )


def _added(parts: Sequence[pl.DataFrame], key: str) -> pl.DataFrame:
    return pl.concat(parts).group_by(key).agg(pl.all().sum()).sort(key)
