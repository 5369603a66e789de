"""How long a case is worked on at all, each moment counted once."""

import polars as pl


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
    # From the last completion backwards, only what no later event covers is new.
    start = pl.coalesce("start", "timestamp")
    covered_from = start.cum_min(reverse=True).shift(-1)
    new = pl.min_horizontal("timestamp", covered_from) - start
    busy = pl.when(new > pl.duration()).then(new).sum()
    return (
        events.select("case", "start", "timestamp")
        .set_sorted("case")
        .group_by("case", maintain_order=True)
        .agg(pl.when(pl.col("start").count() > 0).then(busy).alias("busy_time"))
    )
