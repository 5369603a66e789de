"""One part of a log with its measures: everything that looks at one case at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from verwaltung_mining.measures.handover import handover
from verwaltung_mining.measures.rework import rework
from verwaltung_mining.measures.sojourn_time import sojourn_time
from verwaltung_mining.measures.throughput_time import throughput_time
from verwaltung_mining.measures.variant import variant, variants


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredCases:
    """The analysed cases of one part."""

    cases: pl.DataFrame
    """index, first, last, throughput_time, end (last activity) and variant (of the part)."""
    variants: pl.DataFrame
    """The variants of the part as `variants` gives them."""


def measured_part(
    outside: Sequence[int], events: pl.DataFrame, kept: pl.DataFrame
) -> tuple[pl.DataFrame, MeasuredCases]:
    """The events of the analysed cases of a part with their measures, and these cases.

    `kept` has one row per analysed case of the part: case, index and first_row (the row of its
    first event among all analysed events). The columns are those of `AnalysedLog.events`.
    """
    if "bridged" not in events.columns:
        events = events.with_columns(bridged=pl.lit(value=False))
    rows = events.lazy().join(
        kept.lazy().select("case", "index"), on="case", how="inner", maintain_order="left"
    )
    offset = kept["first_row"][0] if kept.height else 0
    measured = _measured(rows.with_row_index("row", offset=offset), outside, offset).collect()
    return measured, _cases(measured)


def _cases(events: pl.DataFrame) -> MeasuredCases:
    ways = events.lazy().select(pl.col("index").alias("case"), "activity")
    ends = events.lazy().group_by("index", maintain_order=True).agg(end=pl.col("activity").last())
    times = throughput_time(events.lazy().with_columns(case="index")).rename({"case": "index"})
    cases = pl.concat(
        [times, ends.select("end"), variant(ways).select("variant")], how="horizontal"
    )
    return MeasuredCases(cases=cases.collect(), variants=variants(ways).collect())


def _measured(events: pl.LazyFrame, outside: Sequence[int], offset: int) -> pl.LazyFrame:
    same = pl.col("case") == pl.col("case").shift(1)
    return (
        handover(rework(sojourn_time(events)))
        .with_columns(
            previous_row=pl.col("previous_row") + offset,
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


def merged_variants(parts: Sequence[pl.DataFrame]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The variants of the whole log, and the code in it of each part's variants.

    Columns of the first as `variants` gives them but for the share (the most frequent is 0, ties in
    the order of the sequences); of the second part, variant and whole (UInt32).
    """
    every = pl.concat(
        table.select("variant", "activities", "cases", part=pl.lit(number, pl.UInt32))
        for number, table in enumerate(parts)
    )
    whole = (
        every.group_by("activities")
        .agg(pl.col("cases").sum())
        .sort("cases", "activities", descending=[True, False])
        .with_row_index("whole")
    )
    codes = every.join(whole, on="activities", how="left").select("part", "variant", "whole")
    return whole.rename({"whole": "variant"}), codes
