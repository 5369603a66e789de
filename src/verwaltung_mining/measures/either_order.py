"""Pairs of steps that directly follow each other in either order."""

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.statistics import rows_by

Bools = npt.NDArray[np.bool_]


def passages(events: pl.DataFrame) -> pl.DataFrame:
    """Neighbouring steps that each stand once in their case, with a step before them.

    One row per pair and case: index, first, second (activities), begin (completion of the step
    before), middle and finish (completions of the two), start_first, start_second, same_person
    (Boolean, null where a person is unknown), row (of the second event).
    """
    inside = pl.col("index") == pl.col("index").shift(1)
    pairs = events.select(
        "index",
        "row",
        first="source",
        second="activity",
        begin=pl.col("previous").shift(1),
        middle="previous",
        finish="timestamp",
        start_first=pl.col("start").shift(1),
        start_second="start",
        same_person=pl.col("person") == pl.col("person").shift(1),
        alone=_alone(events),
    )
    kept = pairs.filter(
        inside & pl.col("alone") & pl.col("alone").shift(1) & pl.col("begin").is_not_null()
    )
    return kept.select(
        "index", "first", "second", "begin", "middle", "finish",
        "start_first", "start_second", "same_person", "row",
    )  # fmt: skip


def _alone(events: pl.DataFrame) -> pl.Series:
    """Events whose step stands nowhere else in the case."""
    first = events["row"].head(1).to_numpy().sum()
    again = events["previous_row"].drop_nulls().to_numpy() - first
    alone = events["previous_row"].is_null().to_numpy(writable=True)
    alone[again] = False
    return pl.Series(alone)


def either_orders(
    pairs: pl.DataFrame, events: pl.DataFrame, *, share: float
) -> list[tuple[int, int]]:
    """Pairs that follow each other directly in each order in this share of the cases with both.

    Takes `passages` and the events they were taken from.
    """
    counts = pairs.group_by("first", "second").agg(cases=pl.len())
    back = counts.rename({"first": "second", "second": "first", "cases": "back"})
    mutual = counts.join(back, on=["first", "second"]).filter(pl.col("first") < pl.col("second"))
    passed = _cases_by_step(events)
    return [
        (first, second)
        for first, second, there, again in mutual.sort("first", "second").iter_rows()
        if min(there, again) >= share * int((passed[first] & passed[second]).sum())
    ]


def _cases_by_step(events: pl.DataFrame) -> dict[int, Bools]:
    """Activity → which cases pass it, by case index."""
    index = events["index"].to_numpy()
    cases = int(index.max(initial=0)) + 1
    passed = {}
    for step, rows in rows_by(events["activity"].to_numpy()).items():
        passed[step] = np.zeros(cases, bool)
        passed[step][index[rows]] = True
    return passed
