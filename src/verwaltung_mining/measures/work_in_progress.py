"""How many cases are on the desks."""

import polars as pl

from verwaltung_mining.measures.arrivals import arrivals
from verwaltung_mining.measures.completions import completions
from verwaltung_mining.measures.periods import Every


def work_in_progress(
    cases: pl.LazyFrame, *, every: Every = "1w", zone: str = "UTC"
) -> pl.LazyFrame:
    """Cases begun and not yet ended when each day or week closes.

    Takes one row per case with first and last (Datetime; last null while the case is open), as
    `throughput_time` gives them. One row per period from the first to the last of the log:
    period (first local day; Date), arrivals, completions (UInt32), work_in_progress (UInt32, at
    the end of the period). A case that begins and ends in one period is not in progress at its end.
    Source: Little 1961 (L = lambda W); Anderson 2010, Kanban (cumulative flow).

    >>> from datetime import UTC, datetime
    >>> day = lambda d: datetime(2024, 5, d, tzinfo=UTC)
    >>> cases = pl.LazyFrame({"first": [day(6), day(6)], "last": [day(8), None]})
    >>> work_in_progress(cases, every="1d").collect()["work_in_progress"].to_list()
    [2, 2, 1]
    """
    begun = arrivals(cases, every=every, zone=zone)
    ended = completions(cases, every=every, zone=zone)
    open_now = pl.col("arrivals").cum_sum() - pl.col("completions").cum_sum()
    return begun.join(ended, on="period", maintain_order="left").with_columns(
        open_now.cast(pl.UInt32).alias("work_in_progress")
    )
