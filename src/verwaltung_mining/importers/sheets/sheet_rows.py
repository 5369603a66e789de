"""The rows below the headers of a sheet, block by block."""

from collections.abc import Iterator, Sequence
from itertools import islice

import polars as pl
from python_calamine import CalamineSheet

from verwaltung_mining.eventlog.raw import QUARANTINE_SCHEMA
from verwaltung_mining.importers.sheets.cell_texts import Cell, as_texts
from verwaltung_mining.importers.text.records import EMPTY
from verwaltung_mining.importers.text.table import Block

BLOCK_ROWS = 1 << 16


def blocks(sheet: CalamineSheet, begin: int, columns: tuple[str, ...]) -> Iterator[Block]:
    """At least one block of the rows after row `begin`, up to the last that holds anything."""
    end = _last_filled(sheet)
    rows = islice(sheet.iter_rows(), begin, max(begin, end))
    for before in range(begin, max(end, begin + 1), BLOCK_ROWS):
        yield _block(list(islice(rows, BLOCK_ROWS)), before, columns)


def _last_filled(sheet: CalamineSheet) -> int:
    """Number of the last row with anything in it; below it a sheet may be formatted for miles."""
    numbered = enumerate(sheet.iter_rows(), start=1)
    return max((number for number, row in numbered if any(cell != "" for cell in row)), default=0)


def _block(rows: Sequence[Sequence[Cell]], before: int, columns: tuple[str, ...]) -> Block:
    """Rows of which the first comes after row `before`; empty ones are set aside."""
    cells = pl.DataFrame(
        {name: as_texts([row[k] for row in rows]) for k, name in enumerate(columns)}
    )
    numbers = pl.int_range(before + 1, before + 1 + len(rows), dtype=pl.UInt32, eager=True)
    empty = cells.select(pl.all_horizontal(pl.all().is_null())).to_series()
    aside = pl.DataFrame({"row": numbers.filter(empty)}).with_columns(reason=pl.lit(EMPTY))
    return Block(
        cells=cells.filter(~empty),
        rows=numbers.filter(~empty),
        set_aside=aside.cast(QUARANTINE_SCHEMA),
    )
