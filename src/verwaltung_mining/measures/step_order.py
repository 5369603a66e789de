"""In which order two steps come within a case."""

import polars as pl


def positions(events: pl.DataFrame) -> pl.DataFrame:
    """Where each step first and last stands in each case: index, activity, first, last."""
    return (
        events.select("index", "activity", position=pl.int_range(pl.len()).over("index"))
        .group_by("index", "activity", maintain_order=True)
        .agg(first=pl.col("position").first(), last=pl.col("position").last())
    )


def orders(stands: pl.DataFrame, step: int) -> pl.DataFrame:
    """How many cases pass each other step wholly before and wholly after this one.

    One row per other step: activity, before, after (cases). Cases in which the two alternate count
    as neither. Takes `positions`.

    >>> events = pl.DataFrame({"index": [0, 0, 1, 1, 2, 2, 2], "activity": [1, 2, 2, 1, 1, 2, 1]})
    >>> orders(positions(events), 2).rows()
    [(1, 1, 1)]
    """
    mine = stands.filter(pl.col("activity") == step).select("index", begin="first", end="last")
    return (
        stands.filter(pl.col("activity") != step)
        .join(mine, on="index")
        .group_by("activity")
        .agg(
            before=(pl.col("last") < pl.col("begin")).sum(),
            after=(pl.col("first") > pl.col("end")).sum(),
        )
        .sort("activity")
    )
