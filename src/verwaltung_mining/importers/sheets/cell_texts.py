"""Typed cells of a sheet as text, as unambiguous as they are there."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import polars as pl

Cell = str | float | int | bool | date | datetime | time | timedelta
"""What a sheet holds; an empty cell and an error (#NV) are the empty text."""
EXACT = 1e15
"""Whole numbers up to here are exact in a sheet, which keeps all numbers as floats."""
SECONDS_PER_HOUR = 3600


def as_texts(cells: Sequence[Cell]) -> pl.Series:
    """The column as String, null where a cell is empty.

    Among days with a time of day, one without is midnight: the library tells both as whole days.

    >>> as_texts(["", 4711.0, 1.5, date(2024, 1, 2), time(8, 15)]).to_list()
    [None, '4711', '1.5', '2024-01-02', '08:15:00']
    >>> as_texts([date(2024, 1, 2), datetime(2024, 1, 2, 8, 15)]).to_list()
    ['2024-01-02 00:00:00', '2024-01-02 08:15:00']
    """
    kinds = set(map(type, cells))
    if kinds <= {str}:
        texts = pl.Series(cells, dtype=pl.String)
    else:
        midnight = " 00:00:00" if datetime in kinds else ""
        texts = pl.Series([_text(cell, midnight) for cell in cells], dtype=pl.String)
    return texts.set(texts == "", None)


def _text(cell: Cell, midnight: str) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat() + midnight
    if isinstance(cell, time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return _clock(cell)
    return str(cell)


def _clock(duration: timedelta) -> str:
    """A duration as sheets show it: hours, which may be more than 24, minutes and seconds."""
    seconds = round(duration.total_seconds())
    hours, rest = divmod(abs(seconds), SECONDS_PER_HOUR)
    return f"{'-' if seconds < 0 else ''}{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"
