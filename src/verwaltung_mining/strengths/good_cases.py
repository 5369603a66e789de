"""Which cases go well: fast for their type, and nothing done twice."""

import numpy as np
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog, attribute_column
from verwaltung_mining.measures.operating_time import Ints
from verwaltung_mining.measures.rows_of_steps import rows_of_steps
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
    seconds = log.cases["seconds"] if left is None else left
    cases = log.cases.select("index", *_types(log)).with_columns(left=seconds)
    if apart_from is not None:
        cases = cases.with_columns(left=pl.col("left") - spent_in(log, apart_from))
    limit = pl.col("left").quantile(fast_quantile, "linear")
    types = _types(log)
    fast = pl.col("left") <= (limit.over(types) if types else limit)
    good: Bools = cases.select(fast.fill_null(value=False)).to_series().to_numpy()
    return good & _without_repetition(log, apart_from)


def _without_repetition(log: AnalysedLog, apart_from: int | None) -> Bools:
    """Whether no step but this one follows itself or is returned to, by case index."""
    index, activity = log.once(_repetitions)
    clean = np.ones(log.cases.height, bool)
    clean[index if apart_from is None else index[activity != apart_from]] = False
    return clean


def _repetitions(log: AnalysedLog) -> tuple[Ints, Ints]:
    """Case and activity of each self-loop and return."""
    repeats = (
        log.events.collect()
        .select("index", "activity", repeats=pl.col("is_self_loop") | pl.col("is_return"))
        .filter("repeats")
    )
    return repeats["index"].to_numpy(), repeats["activity"].to_numpy()


def spent_in(log: AnalysedLog, activity: int) -> pl.Series:
    """Seconds that each case spent from the step before to the end of this one, by case index."""
    rows = log.once(rows_of_steps)[activity]
    there = log.events.collect().select("index", pl.col("seconds").fill_null(0.0))[rows]
    seconds = there["seconds"].to_numpy()
    spent = np.bincount(there["index"].to_numpy(), weights=seconds, minlength=log.cases.height)
    return pl.Series(spent)


def _types(log: AnalysedLog) -> list[str]:
    return [attribute_column(a.name) for a in log.attribute_list if a.role == "case_type"][:1]
