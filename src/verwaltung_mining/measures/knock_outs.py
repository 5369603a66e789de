"""Cases that end in a rejection, and the check after which they left the usual way."""

from collections.abc import Sequence

import polars as pl

COMMON_SHARE = 0.05
"""A step that fewer of the cases that go through pass belongs to rejections alone."""
REGULAR_SHARE = 0.9
"""A step that this share of the cases that go through pass is missing where it is not there."""


def rejected_by_steps(
    events: pl.DataFrame, rejections: Sequence[int], *, closing_steps: int
) -> pl.Series:
    """Indices of the cases that end in a rejection step, up to so many steps before their end.

    >>> events = pl.DataFrame({"index": [0, 0, 0, 1, 1], "activity": [1, 9, 2, 9, 1]})
    >>> rejected_by_steps(events, [9], closing_steps=1).to_list()
    [0, 1]
    >>> rejected_by_steps(events, [9], closing_steps=0).to_list()
    []
    """
    left = pl.len().over("index") - 1 - pl.int_range(pl.len()).over("index")
    final = pl.col("activity").is_in(list(rejections)) & (left <= closing_steps)
    return events.filter(final)["index"].unique().sort()


def knock_outs(
    events: pl.DataFrame, rejected: pl.Series, *, rejections: Sequence[int]
) -> pl.DataFrame:
    """The check by which each rejected case was knocked out.

    One row per rejected case where it can be told: index, check (activity), position (of its last
    occurrence among the case's events). It is the last step before the final rejection step that
    other cases pass too; without a rejection step, the last one before the first regular step that
    the case lacks.
    Source: Lashkevich et al. 2023 (knock-out checks), told here from the way of the cases.
    """
    placed = events.select("index", "activity", position=pl.int_range(pl.len()).over("index"))
    is_rejected = pl.col("index").is_in(rejected.implode())
    usual = _usual_places(placed.filter(~is_rejected), rejections)
    cut = _cut(placed.filter(is_rejected), usual, rejections)
    return (
        cut.filter(pl.col("place").is_not_null() & pl.col("before_cut"))
        .group_by("index", maintain_order=True)
        .agg(check=pl.col("activity").last(), position=pl.col("position").last())
        .sort("index")
    )


def _usual_places(others: pl.DataFrame, rejections: Sequence[int]) -> pl.DataFrame:
    """Steps that cases pass which go through: activity, share of the cases, mean place in them."""
    cases = max(others["index"].n_unique(), 1)
    last = pl.col("position").max().over("index").clip(lower_bound=1)
    return (
        others.with_columns(at=pl.col("position") / last)
        .group_by("activity")
        .agg(share=pl.col("index").n_unique() / cases, place=pl.col("at").mean())
        .filter((pl.col("share") >= COMMON_SHARE) & ~pl.col("activity").is_in(list(rejections)))
    )


def _cut(mine: pl.DataFrame, usual: pl.DataFrame, rejections: Sequence[int]) -> pl.DataFrame:
    """Events of the rejected cases, with whether they lie before the point of the knock-out."""
    regular = usual.filter(pl.col("share") >= REGULAR_SHARE).select("activity", "place")
    lacking = (
        mine.select("index")
        .unique()
        .join(regular, how="cross")
        .join(mine.select("index", "activity").unique(), on=["index", "activity"], how="anti")
        .group_by("index")
        .agg(first_lacking=pl.col("place").min())
    )
    refused = pl.col("activity").is_in(list(rejections))
    final = pl.when(refused).then("position").max().over("index")
    return (
        mine.join(usual.select("activity", "place"), on="activity", how="left")
        .join(lacking, on="index", how="left")
        .sort("index", "position")
        .with_columns(final=final)
        .with_columns(
            before_cut=pl.when(pl.col("final").is_not_null())
            .then(pl.col("position") < pl.col("final"))
            .otherwise((pl.col("place") < pl.col("first_lacking")).fill_null(value=False))
        )
    )
