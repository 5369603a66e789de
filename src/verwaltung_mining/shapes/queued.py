"""Stays in the queue of a step: from the completion before it until work on it begins."""

import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog

COARSE = ("day", "interval")
"""Precisions that do not tell the order within a day."""
COLUMNS = (
    *("index", "row", "activity", "org_unit", "source", "previous", "start", "timestamp"),
    *("time_precision", "outside"),
)


def queued(log: AnalysedLog) -> pl.DataFrame:
    """One row per event with a step before it: who waited for what, and how long.

    To be asked for by `AnalysedLog.once`.

    Columns: index, row, activity, org_unit, begin (entry: completion of the step before), finish
    (start of work, its completion where no start is known; never before `begin`), timestamp and
    timed (both stamps carry a time of day). Steps whose moment is set from outside are left out.
    """
    fine = ~pl.col("time_precision").is_in(COARSE)
    return (
        log.events.collect(*COLUMNS)
        .with_columns(timed=fine & fine.shift(1))
        .filter(pl.col("source").is_not_null() & ~pl.col("outside"))
        .select(
            "index",
            "row",
            "activity",
            "org_unit",
            "timestamp",
            "timed",
            begin="previous",
            finish=pl.max_horizontal("previous", pl.coalesce("start", "timestamp")),
        )
    )
