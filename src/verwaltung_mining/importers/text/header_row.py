"""The row of column headers of a table, below whatever a report prints above it."""

from collections.abc import Sequence

import polars as pl

from verwaltung_mining.importers.stamps.stamp_text import ANY_DATE, ANY_TIME

HEADER_LINES = 100
"""Lines among which the headers are looked for."""
FILLED_SHARE = 0.5
"""Share of cells a header row fills; a title padded with delimiters fills fewer."""
NUMERIC_SHARE = 0.34
"""Share of numbers from which a row is data."""
NUMBER = r"^[+-]?[\d.,]*\d[\d.,]*\s*[€%]?$"


def header_among(records: Sequence[Sequence[str]], width: int) -> int | None:
    """Index of the first record that looks like headers of a table of so many columns.

    >>> header_among([["Stand: 1.1.2024", ""], ["Az", "Status"], ["1", "neu"]], 2)
    1
    """
    for index, record in enumerate(records[:HEADER_LINES]):
        if width > 1 and abs(len(record) - width) <= 1 and _like_header(record):
            return index
    return None


def _like_header(record: Sequence[str]) -> bool:
    cells = pl.Series([cell.strip() for cell in record], dtype=pl.String)
    filled = cells.filter(cells != "")
    if len(filled) < max(2, FILLED_SHARE * len(cells)):
        return False
    dates = filled.str.contains(ANY_DATE) | filled.str.contains(ANY_TIME)
    numbers = filled.str.contains(NUMBER).sum()
    return not dates.any() and int(numbers) <= NUMERIC_SHARE * len(filled)
