"""The events by activity and unit in order of time: what crosses cases."""

from pathlib import Path

import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.parquet_file import write_together
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.spool import KEY, ROW, Spool

COLUMNS = ("activity", "org_unit", "timestamp", "start", "case")
UNITS = 1 << 16
"""Codes of units, and none."""


def write_queue(events: Parts, file: Path, room: Room) -> None:
    """Write the queue view of a log: as `queue_view`, `row` being the place in the whole log."""
    spool, row = Spool(room), 0
    unit = pl.col("org_unit").cast(pl.Int64) + 1
    queue = pl.col("activity").cast(pl.Int64) * UNITS + unit.fill_null(0)
    for part in events.frames(columns=COLUMNS):
        spool.add(part.with_row_index(ROW, offset=row).with_columns(queue.alias(KEY)))
        row += part.height
    write_together(room.kept(spool.parts().one_by_one(queue_view)).tables, file)


def queue_view(events: pl.DataFrame) -> pl.DataFrame:
    """Events ordered by activity, unit (none first) and timestamp, ties by their row.

    Columns: `activity`, `org_unit`, `timestamp`, `start`, `case` and `row` (UInt32), the place of
    the event in the log, by which the events given are sorted. For batches, overload, overtaking
    and work in progress.
    """
    by_time = events.select(*COLUMNS, ROW).sort("timestamp", maintain_order=True)
    queues = by_time.partition_by("activity", "org_unit", as_dict=True)
    return pl.concat([by_time.clear(), *(queues[key] for key in sorted(queues, key=_none_first))])


def _none_first(key: tuple[int | None, ...]) -> tuple[int, ...]:
    return tuple(-1 if code is None else code for code in key)
