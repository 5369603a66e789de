"""How long a case takes from its first sign of life to its last."""

import polars as pl

from verwaltung_mining.calendar import Calendar
from verwaltung_mining.measures.elapsed import elapsed


def throughput_time(events: pl.LazyFrame, *, calendar: Calendar | None = None) -> pl.LazyFrame:
    """Throughput time of each case.

    One row per case, in the order of `case`: case (UInt32), first (earliest start, or earliest
    completion where no earlier start is known; Datetime), last (latest completion; Datetime),
    throughput_time (Duration, working time if a calendar is given). Never null; zero for a case
    with one event without start.
    Source: Dumas et al. 2018, Fundamentals of Business Process Management, ch. 7 (cycle time).

    >>> from datetime import UTC, datetime
    >>> stamps = [datetime(2024, 5, day, tzinfo=UTC) for day in (2, 6, 7)]
    >>> events = pl.LazyFrame({"case": [0, 0, 1], "start": [None] * 3, "timestamp": stamps},
    ...                       schema_overrides={"start": pl.Datetime("us", "UTC")})
    >>> throughput_time(events).collect()["throughput_time"].to_list()
    [datetime.timedelta(days=4), datetime.timedelta(0)]
    """
    begun = pl.min_horizontal("start", "timestamp")
    return (
        events.select("case", begun.alias("first"), "timestamp")
        .set_sorted("case")
        .group_by("case", maintain_order=True)
        .agg(pl.col("first").min(), pl.col("timestamp").last().alias("last"))
        .with_columns(
            elapsed(pl.col("first"), pl.col("last"), calendar=calendar).alias("throughput_time")
        )
    )
