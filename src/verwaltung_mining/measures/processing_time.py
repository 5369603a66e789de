"""How long an activity is worked on."""

import polars as pl

from verwaltung_mining.calendar import Calendar
from verwaltung_mining.measures.elapsed import elapsed


def processing_time(events: pl.LazyFrame, *, calendar: Calendar | None = None) -> pl.LazyFrame:
    """Time from the start of each activity to its completion.

    Adds per event: processing_time (Duration, working time if a calendar is given; null where the
    start is unknown). Activities of a case that overlap are each counted in full; `busy_time`
    counts such a stretch once.
    Source: Dumas et al. 2018, Fundamentals of Business Process Management, ch. 7.

    >>> from datetime import UTC, datetime
    >>> events = pl.LazyFrame({
    ...     "case": [0, 0],
    ...     "start": [datetime(2024, 5, 2, 9, tzinfo=UTC), None],
    ...     "timestamp": [datetime(2024, 5, 2, hour, tzinfo=UTC) for hour in (11, 12)]})
    >>> processing_time(events).collect()["processing_time"].to_list()
    [datetime.timedelta(seconds=7200), None]
    """
    return events.with_columns(
        elapsed(pl.col("start"), pl.col("timestamp"), calendar=calendar).alias("processing_time")
    )
