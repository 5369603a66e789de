"""The events by activity and unit in order of time: what crosses cases."""

import polars as pl


def queue_view(events: pl.DataFrame) -> pl.DataFrame:
    """Events ordered by activity, unit (none first) and timestamp, ties by their row.

    Columns: `activity`, `org_unit`, `timestamp`, `start`, `case` and `row` (UInt32), the place of
    the event in the log. For batches, overload, overtaking and work in progress.
    """
    by_time = (
        events.with_row_index("row")
        .select("activity", "org_unit", "timestamp", "start", "case", "row")
        .sort("timestamp", maintain_order=True)
    )
    queues = by_time.partition_by("activity", "org_unit", as_dict=True)
    return pl.concat([by_time.clear(), *(queues[key] for key in sorted(queues, key=_none_first))])


def _none_first(key: tuple[int | None, ...]) -> tuple[int, ...]:
    return tuple(-1 if code is None else code for code in key)
