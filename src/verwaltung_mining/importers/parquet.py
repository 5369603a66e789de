"""Parquet tables of any origin whose columns can be recognised."""

from io import BytesIO
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.importers.assembly import build_log
from verwaltung_mining.importers.format import Format
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.text.file_bytes import read_bytes
from verwaltung_mining.importers.text.table import Table
from verwaltung_mining.texts import Text

MAGIC = b"PAR1"
INDEX_COLUMNS = ("__index_level_0__",)
"""The row numbers that pandas stores."""


def read_parquet(path: Path, options: ReadOptions) -> RawLog:
    """The log in a Parquet file: typed stamps with a zone are instants, others local times."""
    stored = read_bytes(path)
    try:
        frame = pl.read_parquet(BytesIO(stored.content))
    except PolarsError as error:
        raise FileUnreadableError(
            Text(
                de=f"{path.name} ist keine vollständige Parquet-Datei.",
                en=f"{path.name} is no complete Parquet file.",
            ),
            hint=Text(de="Leiten Sie die Datei noch einmal aus.", en="export the file once more."),
        ) from error
    cells = frame.drop(INDEX_COLUMNS, strict=False)
    table = Table(
        file_name=path.name,
        sha256=stored.sha256,
        importer="parquet",
        cells=cells,
        rows=pl.int_range(1, cells.height + 1, dtype=pl.UInt32, eager=True),
    )
    return build_log(table, options)


def recognises(name: str, head: bytes) -> bool:
    """By the signature at the start of the file."""
    return head.startswith(MAGIC)


FORMAT = Format(
    name="parquet",
    title=Text(de="Parquet", en="Parquet"),
    recognises=recognises,
    read=read_parquet,
)
