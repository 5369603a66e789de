"""How many cases get done."""

import polars as pl

from verwaltung_mining.measures.periods import Every, count_per_period


def completions(cases: pl.LazyFrame, *, every: Every = "1w", zone: str = "UTC") -> pl.LazyFrame:
    """Cases that end in each day or week.

    Takes one row per case with first and last (Datetime; last null while the case is open), as
    `throughput_time` gives them. One row per period from the first to the last of the log:
    period (first local day; Date), completions (UInt32, zero where none; open cases not counted).

    >>> from datetime import UTC, datetime
    >>> day = lambda d: datetime(2024, 5, d, tzinfo=UTC)
    >>> cases = pl.LazyFrame({"first": [day(6), day(7)], "last": [day(14), None]})
    >>> completions(cases, every="1w").collect()["completions"].to_list()
    [0, 1]
    """
    return count_per_period(cases, "last", every=every, zone=zone, name="completions")
