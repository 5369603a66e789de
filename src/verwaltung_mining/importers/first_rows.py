"""The rows by which the columns of exports are judged: the first ones, of as many as it takes."""

from collections.abc import Iterator, Sequence
from itertools import chain

import polars as pl

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.importers.columns.profile import SAMPLE_ROWS
from verwaltung_mining.importers.several_files import fitting
from verwaltung_mining.importers.text.clean_cells import clean_cells
from verwaltung_mining.importers.text.table import Block, Export, Table
from verwaltung_mining.texts import Text


def begun_with(
    first: Table, others: Sequence[Export], name: str
) -> tuple[Iterator[Block], pl.DataFrame]:
    """The blocks of the first table, of which some were read, and the rows that roles are guessed
    from, cleaned; columns that are nested in one of them are left out.

    Raises FileUnreadableError where no table has a row.
    """
    blocks = first.blocks()
    begun = _until(blocks, SAMPLE_ROWS)
    sampled = list(begun)
    for export in others:
        missing = SAMPLE_ROWS - sum(block.cells.height for block in sampled)
        if missing <= 0:
            break
        sampled += _until(fitting(export(), first.columns).blocks(), missing)
    if not any(block.cells.height or block.set_aside.height for block in sampled):
        raise _no_rows(name)
    cleaned = [clean_cells(block.cells) for block in sampled]
    return chain(begun, blocks), _one_below_the_other(cleaned).head(SAMPLE_ROWS)


def _until(blocks: Iterator[Block], rows: int) -> list[Block]:
    """The next blocks with so many rows together, as far as there are any."""
    taken: list[Block] = []
    while sum(block.cells.height for block in taken) < rows:
        block = next(blocks, None)
        if block is None:
            break
        taken.append(block)
    return taken


def _one_below_the_other(tables: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The columns that all tables have; text where they are not of one type."""
    names = [name for name in tables[0].columns if all(name in each.columns for each in tables)]
    found = [table.select(names) for table in tables if table.height] or [tables[0].select(names)]
    mixed = [name for name in names if len({table[name].dtype for table in found}) > 1]
    return pl.concat(table.with_columns(pl.col(mixed).cast(pl.String)) for table in found)


def _no_rows(name: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{name} enthält nur die Kopfzeile und keine Daten.",
            en=f"{name} holds only the headers and no rows.",
        ),
        hint=Text(de="Prüfen Sie den Filter der Ausleitung.", en="check the filter of the export."),
    )
