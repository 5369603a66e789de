"""How long a case is worked on at all, each moment counted once."""

import polars as pl

BEYOND_ANY_STAMP = 2**63
"""Microseconds; more than lie between any two stamps."""


def busy_time(events: pl.LazyFrame) -> pl.LazyFrame:
    """Time in which at least one activity of the case is being worked on.

    One row per case, in the order of `case`: case (UInt32), busy_time (Duration; null where no
    event of the case has a start; events without start add nothing). Activities that overlap are
    counted once: it is the length of the union of their intervals.
    Source: Lashkevich et al. 2023, "Why am I waiting?" (CAiSE), case-level processing time.

    >>> from datetime import UTC, datetime
    >>> events = pl.LazyFrame({
    ...     "case": [0, 0],
    ...     "start": [datetime(2024, 5, day, tzinfo=UTC) for day in (1, 2)],
    ...     "timestamp": [datetime(2024, 5, day, tzinfo=UTC) for day in (3, 5)]})
    >>> busy_time(events).collect()["busy_time"].to_list()
    [datetime.timedelta(days=4)]
    """
    return (
        events.with_columns(_newly_busy().alias("busy_time"))
        .set_sorted("case")
        .group_by("case", maintain_order=True)
        .agg(pl.when(pl.col("start").count() > 0).then(pl.col("busy_time").sum()))
    )


def _newly_busy() -> pl.Expr:
    """What an event adds to its case: the part of its interval that no later event covers.

    Later events of the case complete later, so they cover all from their earliest start on. That
    start is a running minimum from the end; lifted by the case, so that none crosses a boundary.
    """
    start = pl.coalesce("start", "timestamp").dt.epoch("us")
    lift = pl.col("case").cast(pl.Int128) * BEYOND_ANY_STAMP
    covered_from = (lift + start.cast(pl.Int128)).cum_min(reverse=True).shift(-1) - lift
    ends = pl.col("timestamp").dt.epoch("us")
    until = pl.min_horizontal(ends, covered_from.fill_null(BEYOND_ANY_STAMP)).cast(pl.Int64)
    return (until - start).clip(lower_bound=0).cast(pl.Duration("us"))
