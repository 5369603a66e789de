"""Which activities are done once and for all."""

import polars as pl

from verwaltung_mining.measures.rework import rework


def first_time_right(events: pl.LazyFrame) -> pl.LazyFrame:
    """Share of cases that never come back to an activity.

    One row per activity, sorted by code: activity (UInt16), cases (with the activity; UInt32),
    first_time_right (share of these without any return to it, 0 to 1). A self-loop is not a return.
    Source: first-pass yield of Lean administration; split of repeats as in `rework`.

    >>> events = pl.LazyFrame({"case": [0] * 3, "activity": [1, 2, 1], "org_unit": [0] * 3})
    >>> first_time_right(events).collect().rows()
    [(1, 1, 0.0), (2, 1, 1.0)]
    """
    cases = (~pl.col("is_repeat")).sum().cast(pl.UInt32)
    returned = pl.col("case").filter(pl.col("is_return")).n_unique()
    return (
        rework(events)
        .group_by("activity")
        .agg(cases.alias("cases"), (1 - returned / cases).alias("first_time_right"))
        .sort("activity")
    )
