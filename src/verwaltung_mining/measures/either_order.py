"""Pairs of steps that directly follow each other in either order."""

import polars as pl


def passages(events: pl.DataFrame) -> pl.DataFrame:
    """Neighbouring steps that each stand once in their case, with a step before them.

    One row per pair and case: index, first, second (activities), begin (completion of the step
    before), middle and finish (completions of the two), start_first, start_second, same_person
    (Boolean, null where a person is unknown), row (of the second event).
    """
    alone = pl.len().over("index", "activity") == 1
    inside = pl.col("index") == pl.col("index").shift(1)
    pairs = events.with_columns(row=pl.int_range(pl.len()), alone=alone).with_columns(
        first=pl.col("source"),
        second=pl.col("activity"),
        begin=pl.col("previous").shift(1),
        middle="previous",
        finish="timestamp",
        start_first=pl.col("start").shift(1),
        start_second="start",
        same_person=pl.col("person") == pl.col("person").shift(1),
        both_alone=pl.col("alone") & pl.col("alone").shift(1),
    )
    kept = pairs.filter(inside & pl.col("both_alone") & pl.col("begin").is_not_null())
    return kept.select(
        "index", "first", "second", "begin", "middle", "finish",
        "start_first", "start_second", "same_person", "row",
    )  # fmt: skip


def either_orders(
    pairs: pl.DataFrame, both: pl.DataFrame, *, share: float
) -> list[tuple[int, int]]:
    """Pairs that follow each other directly in each order in this share of the cases with both.

    Takes `passages` and, as `both`, the steps of each case (index, activity).
    """
    counts = pairs.group_by("first", "second").agg(cases=pl.len())
    back = counts.rename({"first": "second", "second": "first", "cases": "back"})
    mutual = counts.join(back, on=["first", "second"]).filter(pl.col("first") < pl.col("second"))
    found = []
    for first, second, there, again in mutual.sort("first", "second").iter_rows():
        has = both.filter(pl.col("activity").is_in([first, second]))
        cases = has.group_by("index").agg(pl.col("activity").n_unique()).filter(activity=2).height
        if min(there, again) >= share * cases:
            found.append((first, second))
    return found
