"""How long a case stays before each event: waiting and work together."""

import polars as pl

from verwaltung_mining.calendar import Calendar
from verwaltung_mining.measures.elapsed import elapsed
from verwaltung_mining.measures.previous_event import of_previous_event


def sojourn_time(events: pl.LazyFrame, *, calendar: Calendar | None = None) -> pl.LazyFrame:
    """Time from the previous completion in the case to each completion.

    Adds per event: previous (completion of the previous event of the case; Datetime) and
    sojourn_time (Duration, working time if a calendar is given). Both are null for a case's first
    event. Needs completion stamps only, so waiting and work cannot be told apart. Ties give zero.
    Within a case the sojourn times add up to the time from first to last completion.
    Source: Rogge-Solti & Weske 2015 (sojourn time of a step).

    >>> from datetime import UTC, datetime
    >>> stamps = [datetime(2024, 5, day, tzinfo=UTC) for day in (2, 6, 7)]
    >>> events = pl.LazyFrame({"case": [0, 0, 1], "timestamp": stamps})
    >>> sojourn_time(events).collect()["sojourn_time"].to_list()
    [None, datetime.timedelta(days=4), None]
    """
    return events.with_columns(of_previous_event("timestamp").alias("previous")).with_columns(
        elapsed(pl.col("previous"), pl.col("timestamp"), calendar=calendar).alias("sojourn_time")
    )
