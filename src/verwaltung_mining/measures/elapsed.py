"""The time between two stamps, by the clock or by a calendar."""

import polars as pl

from verwaltung_mining.calendar import Calendar


def elapsed(start: pl.Expr, end: pl.Expr, *, calendar: Calendar | None) -> pl.Expr:
    """From `start` to `end` (Duration; null where either is null); by the clock without calendar.

    >>> from datetime import datetime
    >>> stamps = pl.LazyFrame({"a": [datetime(2024, 1, 5)], "b": [datetime(2024, 1, 7)]})
    >>> stamps.select(elapsed(pl.col("a"), pl.col("b"), calendar=None)).collect()["b"].to_list()
    [datetime.timedelta(days=2)]
    """
    return end - start if calendar is None else calendar.working_time(start, end)
