"""The events of a log as files with whole cases, wherever its parts end."""

from itertools import accumulate, pairwise
from pathlib import Path

import polars as pl

from verwaltung_mining.engine import Parts, Table
from verwaltung_mining.eventlog.parquet_file import write_table
from verwaltung_mining.eventlog.schema import EventLog

Piece = tuple[Table, int, int]
"""A table, the first of its rows that is meant, and how many."""


def write_events(log: EventLog, folder: Path, size: int) -> None:
    """Write one file for all cases that begin within the same `size` events.

    Each file is a task of its own: who helps has to see the folder. Raises OSError as `write_table`
    does.
    """
    ends = _ends(log.cases, size)
    files = [
        (str(folder / f"part-{number:05d}.parquet"), pieces)
        for number, pieces in enumerate(_pieces(log.events, ends))
    ]
    list(log.events.executor.map(_written, files))


def rows_of_parts(events: Parts) -> list[int]:
    """How many events each part has."""
    return events.map(_height, columns=["case"])


def _ends(cases: pl.DataFrame, size: int) -> list[int]:
    """The row after the last one of each file."""
    begun = cases.select(pl.col("first_row") // size, "events")
    rows = begun.group_by("first_row", maintain_order=True).agg(pl.col("events").sum())
    return rows["events"].cum_sum().to_list() or [0]


def _pieces(events: Parts, ends: list[int]) -> list[list[Piece]]:
    """What lies between each end and the next, of every table that has some of it."""
    begins = list(pairwise([0, *accumulate(rows_of_parts(events))]))
    return [
        [
            (table, max(low, first) - first, min(high, last) - max(low, first))
            for table, (first, last) in zip(events.tables, begins, strict=True)
            if max(low, first) < min(high, last)
        ]
        or [(events.tables[0], 0, 0)]
        for low, high in pairwise([0, *ends])
    ]


def _written(item: tuple[str, list[Piece]]) -> None:
    file, pieces = item
    rows = pl.concat(table.load().slice(first, count) for table, first, count in pieces)
    write_table(rows, Path(file))


def _height(events: pl.DataFrame) -> int:
    return events.height
