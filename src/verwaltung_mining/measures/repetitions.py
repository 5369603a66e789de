"""How many cases do an activity again, counted on variants."""

import polars as pl

from verwaltung_mining.measures.variant import variants


def repetitions(events: pl.LazyFrame) -> pl.LazyFrame:
    """In how many cases each activity happens, and in how many of them more than once.

    One row per activity, sorted by code: activity (UInt16), cases (with the activity),
    repeating_cases (of these, with at least two events of it), repeats (events beyond the first of
    each case); UInt32, never null. Which events repeat, and how, is told by `rework`.
    Source: edeaR (Janssenswillen et al. 2019), number_of_repetitions.

    >>> events = pl.LazyFrame({"case": [0, 0, 0, 1], "activity": [7, 8, 7, 7]})
    >>> repetitions(events).collect().rows()
    [(7, 2, 1, 1), (8, 1, 0, 0)]
    """
    again = pl.col("times") - 1
    return (
        variants(events)
        .select("variant", pl.col("activities").alias("activity"), "cases")
        .explode("activity")
        .group_by("variant", "activity")
        .agg(pl.len().alias("times"), pl.col("cases").first())
        .group_by("activity")
        .agg(
            pl.col("cases").sum(),
            pl.col("cases").filter(again > 0).sum().alias("repeating_cases"),
            (again * pl.col("cases")).sum().alias("repeats"),
        )
        .select("activity", pl.col("cases", "repeating_cases", "repeats").cast(pl.UInt32))
        .sort("activity")
    )
