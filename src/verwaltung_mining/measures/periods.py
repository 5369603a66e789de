"""Days or weeks of a log as rows, none left out."""

from typing import Literal

import polars as pl

Every = Literal["1d", "1w"]
"""A local day, or a local week beginning on Monday."""


def period_of(stamp: pl.Expr, *, every: Every, zone: str) -> pl.Expr:
    """First day (Date) of the local day or week in which a stamp lies; null stays null.

    >>> from datetime import UTC, datetime
    >>> stamps = pl.LazyFrame({"t": [datetime(2024, 5, 3, 22, 30, tzinfo=UTC)]})
    >>> berlin = period_of(pl.col("t"), every="1d", zone="Europe/Berlin")
    >>> stamps.select(berlin).collect().item()
    datetime.date(2024, 5, 4)
    """
    return stamp.dt.convert_time_zone(zone).dt.date().dt.truncate(every)


def count_per_period(
    cases: pl.LazyFrame, stamp: str, *, every: Every, zone: str, name: str
) -> pl.LazyFrame:
    """How many stamps of a column lie in each period from the first to the last of all cases.

    One row per period, in order: period (Date), `name` (UInt32, zero where none).
    """

    def of(column: str) -> pl.Expr:
        return period_of(pl.col(column), every=every, zone=zone)

    newest = pl.max_horizontal(of("first").max(), of("last").max())
    periods = (
        cases.select(pl.date_ranges(of("first").min(), newest, interval=every).alias("period"))
        .explode("period")
        .drop_nulls()
    )
    counts = (
        cases.select(of(stamp).alias("period"))
        .group_by("period")
        .agg(pl.len().cast(pl.UInt32).alias(name))
    )
    return periods.join(counts, on="period", how="left", maintain_order="left").with_columns(
        pl.col(name).fill_null(0)
    )
