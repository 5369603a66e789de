"""How long a case lies before work on each activity begins."""

import polars as pl

from verwaltung_mining.calendar import Calendar
from verwaltung_mining.measures.elapsed import elapsed
from verwaltung_mining.measures.previous_event import of_previous_event


def waiting_time(events: pl.LazyFrame, *, calendar: Calendar | None = None) -> pl.LazyFrame:
    """Time a case waits before each activity starts.

    Adds per event: enabled (latest completion among the earlier events of the case; Datetime, null
    for a case's first event) and waiting_time (Duration, working time if a calendar is given; null
    for a case's first event and where the start is unknown). An activity that starts before an
    earlier event completes has waited zero, never a negative time.
    Source: Dumas et al. 2018, Fundamentals of Business Process Management, ch. 7.

    >>> from datetime import UTC, datetime
    >>> events = pl.LazyFrame({
    ...     "case": [0, 0, 0],
    ...     "start": [datetime(2024, 5, day, tzinfo=UTC) for day in (2, 6, 3)],
    ...     "timestamp": [datetime(2024, 5, day, tzinfo=UTC) for day in (4, 7, 8)]})
    >>> waiting_time(events).collect()["waiting_time"].to_list()
    [None, datetime.timedelta(days=2), datetime.timedelta(0)]
    """
    # Rows are sorted by completion, so the latest completion so far is the previous row's.
    enabled, start = pl.col("enabled"), pl.col("start")
    from_when = pl.when(enabled > start).then(start).otherwise(enabled)
    return events.with_columns(of_previous_event("timestamp").alias("enabled")).with_columns(
        elapsed(from_when, start, calendar=calendar).alias("waiting_time")
    )
