"""Rows of an XES log, each with all that an event needs or set aside with a reason."""

from dataclasses import dataclass

import polars as pl

from verwaltung_mining.eventlog.raw import QUARANTINE_SCHEMA
from verwaltung_mining.importers.row_order import as_ranks, row_order, steps
from verwaltung_mining.importers.stamps.isolation import ISOLATED, isolated
from verwaltung_mining.importers.stamps.reading import UNREADABLE
from verwaltung_mining.importers.text.clean_cells import clean_labels
from verwaltung_mining.importers.xes_parts.events import ACTIVITY_MISSING, EventCollector
from verwaltung_mining.importers.xes_parts.stamps import LogZone, with_stamps

ORDER_KEY = "order_key"
"""Column of the attribute that the user declared to order events of one stamp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class XesRows:
    """What became of the rows that the stream kept."""

    rows: pl.DataFrame
    """One column per role, case_id, row, order, stamps as instants, time_precision, local_date."""
    set_aside: pl.DataFrame
    """`row` and `reason`, in the order of the file, those that the stream refused included."""
    quality_counts: dict[str, int]
    zone: LogZone
    order_source: str


def sort_out(collector: EventCollector, case_ids: list[str], zone: str) -> XesRows:
    """Clean labels, instants for stamps, and a reason for every row that cannot be an event.

    `case_ids`: the name of each trace. `zone`: of stamps without an offset.
    """
    read, log_zone = with_stamps(_rows(collector, case_ids), zone)
    judged, flags = _judged(read)
    good = judged["reason"].is_null()
    rows = judged.filter(good).drop("reason", "problem")
    ranks = as_ranks(rows[ORDER_KEY]) if ORDER_KEY in rows.columns else None
    order, order_source = row_order(rows.height, ranks, newest_first=steps(rows).newest_first)
    refused = [
        pl.DataFrame({"row": numbers, "reason": [reason] * len(numbers)}, schema=QUARANTINE_SCHEMA)
        for reason, numbers in collector.set_aside.items()
    ]
    return XesRows(
        rows=rows.with_columns(order=order),
        set_aside=pl.concat([judged.filter(~good).select("row", "reason"), *refused]).sort("row"),
        quality_counts=flags,
        zone=log_zone,
        order_source=order_source,
    )


def _rows(collector: EventCollector, case_ids: list[str]) -> pl.DataFrame:
    """The kept rows with their case and their number in the file."""
    cases = clean_labels(pl.Series("case_id", case_ids, dtype=pl.String)).cast(pl.Categorical())
    return pl.concat(collector.blocks).with_columns(
        cases.gather(pl.Series(collector.row_traces, dtype=pl.UInt32)),
        pl.Series("row", collector.rows, dtype=pl.UInt32),
    )


def _judged(rows: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """The rows with the reason, if any, why they are no event; starts that cannot be are null."""
    ends = rows["timestamp"]
    late = (rows["start"] > ends).fill_null(value=False)
    starts = rows["start"].set(late, None)
    apart = isolated(pl.concat([ends, starts]))
    reason = (
        pl.when(pl.col("activity").is_null())
        .then(pl.lit(ACTIVITY_MISSING))
        .when(pl.col("timestamp").is_null())
        .then(pl.col("problem").fill_null(UNREADABLE))
        .when(apart.head(rows.height))
        .then(pl.lit(ISOLATED))
    )
    flags = {
        "gap_shifted": int(rows["gap_shifted"].sum()),
        "ambiguous_time": int(rows["ambiguous"].sum()),
        "end_before_start": int(late.sum()),
        "start_isolated": int(apart.tail(rows.height).sum()),
        "start_unreadable": int(rows["start_problem"].count()),
    }
    usable = starts.set(apart.tail(rows.height), None)
    return rows.drop("start_problem").with_columns(reason=reason, start=usable), flags
