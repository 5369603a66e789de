"""Which rows were set aside, for whoever mends the export."""

from bisect import bisect_left
from collections.abc import Sequence

import polars as pl

from verwaltung_mining.provenance import RowOfFile, SetAside

NAMED = 5
"""Rows that are named of each reason."""

Files = Sequence[tuple[str, int]]
"""Name of each file and the number of its last row, counted on through all files."""


def reasons(set_aside: pl.DataFrame) -> dict[str, int]:
    """Reason → rows that were set aside for it."""
    return dict(set_aside.group_by("reason").len().sort("reason").iter_rows())


def named_rows(
    set_aside: pl.DataFrame, files: Files, records_per_row: int = 1
) -> tuple[SetAside, ...]:
    """The first rows of each reason, by reason; `row` counts on through all files.

    Where a row of a file has so many records, `row` counts these.

    >>> rows = pl.DataFrame({"row": [9, 3], "reason": ["case_missing", "case_missing"]})
    >>> [(r.file, r.row) for r in named_rows(rows, [("1.csv", 5), ("2.csv", 20)])[0].rows]
    [('1.csv', 3), ('2.csv', 4)]
    """
    named = (
        set_aside.sort("row")
        .group_by("reason", maintain_order=True)
        .agg(pl.col("row").head(NAMED))
        .sort("reason")
    )
    return tuple(
        SetAside(
            reason=reason, rows=tuple(_row_of_file(row, files, records_per_row) for row in rows)
        )
        for reason, rows in named.iter_rows()
    )


def _row_of_file(row: int, files: Files, records_per_row: int) -> RowOfFile:
    place = bisect_left(files, row, key=lambda file: file[1])
    before = files[place - 1][1] if place else 0
    return RowOfFile(file=files[place][0], row=(row - before) // records_per_row)
