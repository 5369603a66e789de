"""The events by activity and unit in order of time: what crosses cases."""

import polars as pl


def queue_view(events: pl.DataFrame) -> pl.DataFrame:
    """Events ordered by activity, unit (none first) and timestamp, ties by their row.

    Columns: `activity`, `org_unit`, `timestamp`, `start`, `case` and `row` (UInt32), the place of
    the event in the log. For batches, overload, overtaking and work in progress.
    """
    return (
        events.with_row_index("row")
        .select("activity", "org_unit", "timestamp", "start", "case", "row")
        .sort("activity", "org_unit", "timestamp", "row", nulls_last=False)
    )
