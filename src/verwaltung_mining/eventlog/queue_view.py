"""The events by activity and unit in order of time: what crosses cases."""

from functools import partial
from itertools import accumulate
from pathlib import Path

import polars as pl

from verwaltung_mining.engine import Parts, Table
from verwaltung_mining.eventlog.event_files import rows_of_parts
from verwaltung_mining.eventlog.parquet_file import write_together
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.shelf import Shelf, put_down, shelf_for
from verwaltung_mining.eventlog.spool import KEY, ROW, Spool, Spooled, together

COLUMNS = ("activity", "org_unit", "timestamp", "start", "case")
UNITS = 1 << 16
"""Codes of units, and none."""


def write_queue(events: Parts, file: Path, room: Room) -> None:
    """Write the queue view of a log: as `queue_view`, `row` being the place in the whole log."""
    shelf = shelf_for(events, room)
    heights = rows_of_parts(events)
    task = partial(_by_queue, room, shelf)
    firsts = [0, *accumulate(heights)][: len(heights)]
    spooled = together(events.one_by_one_with(task, firsts, columns=COLUMNS), shelf)
    queues = spooled.parts(room, events.executor)
    views = shelf_for(queues, room)
    write_together(queues.map(partial(_viewed, views)), file)


def _by_queue(room: Room, shelf: Shelf | None, events: pl.DataFrame, first: int) -> Spooled:
    """The events of a part, the first of which has this row, by their queues."""
    unit = pl.col("org_unit").cast(pl.Int64) + 1
    queue = pl.col("activity").cast(pl.Int64) * UNITS + unit.fill_null(0)
    spool = Spool(room, shelf)
    spool.add(events.with_row_index(ROW, offset=first).with_columns(queue.alias(KEY)))
    return spool.spooled()


def _viewed(shelf: Shelf | None, events: pl.DataFrame) -> Table:
    return put_down(queue_view(events), shelf)


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
