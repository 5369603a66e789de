"""How many cases come in."""

import polars as pl

from verwaltung_mining.measures.periods import Every, count_per_period


def arrivals(cases: pl.LazyFrame, *, every: Every = "1w", zone: str = "UTC") -> pl.LazyFrame:
    """Cases that begin in each day or week.

    Takes one row per case with first and last (Datetime; last null while the case is open), as
    `throughput_time` gives them. One row per period from the first to the last of the log:
    period (first local day; Date), arrivals (UInt32, zero where none).

    >>> from datetime import UTC, datetime
    >>> day = lambda d: datetime(2024, 5, d, tzinfo=UTC)
    >>> cases = pl.LazyFrame({"first": [day(6), day(7)], "last": [day(8), day(14)]})
    >>> arrivals(cases, every="1w").collect()["arrivals"].to_list()
    [2, 0]
    """
    return count_per_period(cases, "first", every=every, zone=zone, name="arrivals")
