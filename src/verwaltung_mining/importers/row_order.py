"""What breaks ties between events of one case with the same stamp."""

import polars as pl

NEWEST_FIRST_SHARE = 0.9
"""Share of falling steps between rows of a case from which an export lists the newest first."""


def row_order(rows: pl.DataFrame, ranks: pl.Series | None) -> tuple[pl.Series, str]:
    """Number of each row in the order of events (UInt32), and where it comes from.

    `rows`: `case_id`, `timestamp`, in the file's order. `ranks`: the numbers of a column that
    declares the order.
    An export that lists the newest event first is read from its end.

    >>> from datetime import datetime
    >>> stamps = [datetime(2024, 1, 3), datetime(2024, 1, 2), datetime(2024, 1, 2)]
    >>> rows = pl.DataFrame({"case_id": ["a"] * 3, "timestamp": stamps})
    >>> row_order(rows, None)[0].to_list()
    [2, 1, 0]
    """
    if ranks is not None:
        return ranks.rank("ordinal").cast(pl.UInt32).fill_null(0), f"column {ranks.name}"
    numbers = pl.int_range(rows.height, dtype=pl.UInt32, eager=True)
    if _newest_first(rows):
        return rows.height - 1 - numbers, "rows of the file from its end, as it lists newest first"
    return numbers, "rows of the file"


def as_ranks(column: pl.Series) -> pl.Series:
    """The numbers in a column of text, null where there is none."""
    return column.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)


def _newest_first(rows: pl.DataFrame) -> bool:
    same_case = pl.col("case_id") == pl.col("case_id").shift(1)
    step = pl.col("timestamp").diff().filter(same_case)
    falling, rising = rows.select(
        falling=(step < pl.duration()).sum(), rising=(step > pl.duration()).sum()
    ).row(0)
    return bool(falling > 0 and falling >= NEWEST_FIRST_SHARE * (falling + rising))
