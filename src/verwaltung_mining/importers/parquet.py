"""Parquet tables of any origin whose columns can be recognised."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.importers.assembly import build_log
from verwaltung_mining.importers.format import Format
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.text.file_bytes import stored_file
from verwaltung_mining.importers.text.table import Block, Table
from verwaltung_mining.texts import Text

MAGIC = b"PAR1"
INDEX_COLUMNS = ("__index_level_0__",)
"""The row numbers that pandas stores."""
BLOCK_ROWS = 1 << 18


def read_parquet(path: Path, options: ReadOptions) -> RawLog:
    """The log in a Parquet file: typed stamps with a zone are instants, others local times."""
    return build_log([partial(read_table, path, options)], options)


def read_table(path: Path, options: ReadOptions) -> Table:
    """The table in a Parquet file."""
    stored = stored_file(path)
    content = BytesIO(b"".join(stored.pieces())) if stored.packed else path
    with _complete(path.name):
        cells = _whole_numbers(pl.scan_parquet(content))
        columns = tuple(cells.collect_schema())
    return Table(
        file_name=path.name,
        sha256=stored.sha256,
        importer="parquet",
        columns=columns,
        blocks=partial(_blocks, cells, path.name),
    )


def _blocks(cells: pl.LazyFrame, name: str) -> Iterator[Block]:
    """At least one block, the last one with fewer rows than the others."""
    read = 0
    while True:
        with _complete(name):
            block = cells.slice(read, BLOCK_ROWS).collect()
        rows = pl.int_range(read + 1, read + block.height + 1, dtype=pl.UInt32, eager=True)
        read += block.height
        if block.height or not read:
            yield Block(cells=block, rows=rows)
        if block.height < BLOCK_ROWS:
            return


def _whole_numbers(file: pl.LazyFrame) -> pl.LazyFrame:
    """The table with floats as text, whole ones as 1 and not 1.0, whatever else the column holds:
    the same number is the same label in every file."""
    cells = file.drop(INDEX_COLUMNS, strict=False)
    floats = [name for name, dtype in cells.collect_schema().items() if dtype.is_float()]
    return cells.with_columns(_as_text(pl.col(name)) for name in floats)


def _as_text(number: pl.Expr) -> pl.Expr:
    whole = number.cast(pl.Int64, strict=False)
    return pl.when(whole == number).then(whole.cast(pl.String)).otherwise(number.cast(pl.String))


@contextmanager
def _complete(name: str) -> Iterator[None]:
    """Raise FileUnreadableError where Polars cannot read on."""
    try:
        yield
    except PolarsError as error:
        raise FileUnreadableError(
            Text(
                de=f"{name} ist keine vollständige Parquet-Datei.",
                en=f"{name} is no complete Parquet file.",
            ),
            hint=Text(de="Leiten Sie die Datei noch einmal aus.", en="export the file once more."),
        ) from error


def recognises(name: str, head: bytes) -> bool:
    """By the signature at the start of the file."""
    return head.startswith(MAGIC)


FORMAT = Format(
    name="parquet",
    title=Text(de="Parquet", en="Parquet"),
    recognises=recognises,
    read=read_parquet,
    table=read_table,
)
