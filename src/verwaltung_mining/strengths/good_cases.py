"""Which cases go well: fast for their type, and nothing done twice."""

import numpy as np
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog, attribute_column
from verwaltung_mining.strengths.kind import Bools


def good_cases(
    log: AnalysedLog,
    *,
    fast_quantile: float,
    apart_from: int | None = None,
    left: pl.Series | None = None,
) -> Bools:
    """Cases without self-loop and return, among the fastest of their case type; by case index.

    `left` replaces the throughput time: seconds of the part that is looked at, null where there is
    none.

    `apart_from` is a step whose own time and repetitions do not count: a case that skips it is
    then no better for having skipped it.
    """
    repeats = log.events.filter(pl.col("is_self_loop") | pl.col("is_return"))
    seconds = log.cases["seconds"] if left is None else left
    cases = log.cases.select("index", *_types(log)).with_columns(left=seconds)
    if apart_from is not None:
        repeats = repeats.filter(pl.col("activity") != apart_from)
        cases = cases.with_columns(left=pl.col("left") - spent_in(log, apart_from))
    limit = pl.col("left").quantile(fast_quantile, "linear")
    types = _types(log)
    fast = pl.col("left") <= (limit.over(types) if types else limit)
    repeated = repeats["index"].unique().implode()
    good: Bools = (
        cases.select(fast.fill_null(value=False) & ~pl.col("index").is_in(repeated))
        .to_series()
        .to_numpy()
    )
    return good


def spent_in(log: AnalysedLog, activity: int) -> pl.Series:
    """Seconds that each case spent from the step before to the end of this one, by case index."""
    there = log.events.filter(pl.col("activity") == activity)
    index = there["index"].cast(pl.Int64).to_numpy()
    seconds = there["seconds"].fill_null(0.0).to_numpy()
    spent = np.bincount(index, weights=seconds, minlength=log.cases.height)
    return pl.Series(spent)


def _types(log: AnalysedLog) -> list[str]:
    return [attribute_column(a.name) for a in log.attribute_list if a.role == "case_type"][:1]
