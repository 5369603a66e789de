"""What breaks ties between events of one case with the same stamp."""

from dataclasses import dataclass

import polars as pl

NEWEST_FIRST_SHARE = 0.9
"""Share of falling steps between rows of a case from which an export lists the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Steps in time from one row to the next of the same case; those of parts add up."""

    falling: int = 0
    rising: int = 0

    def __add__(self, other: "Steps") -> "Steps":
        return Steps(falling=self.falling + other.falling, rising=self.rising + other.rising)

    @property
    def newest_first(self) -> bool:
        """Whether an export with these steps lists the newest event first."""
        share = NEWEST_FIRST_SHARE * (self.falling + self.rising)
        return self.falling > 0 and self.falling >= share


def steps(rows: pl.DataFrame) -> Steps:
    """The steps of rows that follow each other: `case_id` and `timestamp`, in the file's order."""
    same_case = pl.col("case_id") == pl.col("case_id").shift(1)
    step = pl.col("timestamp").diff().filter(same_case)
    counts = rows.select(falling=(step < pl.duration()).sum(), rising=(step > pl.duration()).sum())
    return Steps(**counts.row(0, named=True))


def row_order(rows: int, ranks: pl.Series | None, *, newest_first: bool) -> tuple[pl.Series, str]:
    """Number of each row in the order of events (UInt32), and where it comes from.

    `rows`: how many, in the file's order. `ranks`: the numbers of a column that declares the
    order. An export that lists the newest event first is read from its end.

    >>> row_order(3, None, newest_first=True)[0].to_list()
    [2, 1, 0]
    """
    if ranks is not None:
        return ranks.rank("ordinal").cast(pl.UInt32).fill_null(0), f"column {ranks.name}"
    numbers = pl.int_range(rows, dtype=pl.UInt32, eager=True)
    if newest_first:
        return rows - 1 - numbers, "rows of the file from its end, as it lists newest first"
    return numbers, "rows of the file"


def as_ranks(column: pl.Series) -> pl.Series:
    """The numbers in a column of text, null where there is none."""
    return column.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
