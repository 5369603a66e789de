"""Blocks of 13 weeks from the log's first Monday: the strata of time."""

from datetime import date, timedelta

import polars as pl

from verwaltung_mining.engine import Parts

WEEKS = 13
"""Weeks of a block, a quarter of a year (ARCHITECTURE.md, statistics)."""


def first_monday(local_date: pl.Series) -> date:
    """Monday of the week in which the log begins.

    >>> first_monday(pl.Series([date(2026, 11, 26), date(2026, 11, 25)]))
    datetime.date(2026, 11, 23)
    """
    earliest = local_date.min()
    if not isinstance(earliest, date):
        raise TypeError("a log has at least one event with a date")
    return monday_of(earliest)


def first_monday_of(events: Parts) -> date:
    """The same of all events of a log (column `local_date`), part by part."""
    days = events.each(_first_day, columns=["local_date"])
    return first_monday(days["local_date"])


def _first_day(events: pl.DataFrame) -> pl.DataFrame:
    return events.select(pl.col("local_date").min())


def monday_of(day: date) -> date:
    """Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def block(local_date: pl.Series, *, since: date | None = None) -> pl.Series:
    """Number of the block of 13 weeks in which each date lies (Int32, from 0).

    `since` is the Monday from which they count, else the first of the dates.

    >>> block(pl.Series([date(2026, 11, 25), date(2027, 2, 21), date(2027, 2, 22)])).to_list()
    [0, 0, 1]
    """
    days = (local_date - (since or first_monday(local_date))).dt.total_days()
    return (days // (7 * WEEKS)).cast(pl.Int32).alias("block")
