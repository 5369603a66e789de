"""The events of the analysed cases with everything that looks at one case at a time."""

from collections.abc import Sequence

import polars as pl

from verwaltung_mining.measures.handover import handover
from verwaltung_mining.measures.rework import rework
from verwaltung_mining.measures.sojourn_time import sojourn_time


def measured_events(
    events: pl.DataFrame, kept: pl.DataFrame, *, outside: Sequence[int]
) -> pl.DataFrame:
    """The events of the analysed cases with their measures; columns as in `AnalysedLog.events`.

    `kept` has one row per analysed case: case and index.
    """
    if "bridged" not in events.columns:
        events = events.with_columns(bridged=pl.lit(value=False))
    rows = events.lazy().join(
        kept.lazy().select("case", "index"), on="case", how="inner", maintain_order="left"
    )
    return _measured(rows.with_row_index("row"), outside).collect()


def _measured(events: pl.LazyFrame, outside: Sequence[int]) -> pl.LazyFrame:
    same = pl.col("case") == pl.col("case").shift(1)
    return (
        handover(rework(sojourn_time(events)))
        .with_columns(
            is_return=pl.col("is_return") | (pl.col("is_self_loop") & pl.col("bridged")),
            is_self_loop=pl.col("is_self_loop") & ~pl.col("bridged"),
            outside=pl.col("activity").is_in(list(outside)),
        )
        .with_columns(
            source=pl.when(same).then(pl.col("activity").shift(1)),
            seconds=pl.col("sojourn_time").dt.total_microseconds() / 1e6,
            local_timestamp="local_date",
            local_previous=pl.when(same).then(pl.col("local_date").shift(1)),
        )
        .drop("sojourn_time")
    )
