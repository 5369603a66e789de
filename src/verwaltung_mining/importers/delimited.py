"""Delimited text (CSV, TSV and kin) as German and English systems export it, packed or not."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.importers.assembly import build_log
from verwaltung_mining.importers.format import Format
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.text.dialect import SAMPLE_CHARACTERS, Dialect, find_dialect
from verwaltung_mining.importers.text.encoding import Decoded, decode
from verwaltung_mining.importers.text.file_bytes import stored_file
from verwaltung_mining.importers.text.not_text import is_text, no_text
from verwaltung_mining.importers.text.records import read_blocks, unique_headers
from verwaltung_mining.importers.text.table import Block, Table
from verwaltung_mining.texts import Text

HEAD_CHARACTERS = 2 * SAMPLE_CHARACTERS
SUFFIXES = (".csv", ".tsv", ".txt", ".tab")


def read_delimited(path: Path, options: ReadOptions) -> RawLog:
    """The log in a delimited text file.

    Raises FileUnreadableError, ColumnMissingError or AmbiguousError where it cannot be read as
    it is; rows that cannot are set aside and counted.
    """
    return build_log([partial(read_table, path, options)], options)


def read_table(path: Path, options: ReadOptions) -> Table:
    """The table in a delimited text file, all of its cells text."""
    stored = stored_file(path)
    head = next(stored.pieces())
    if not is_text(head):
        raise no_text(path.name, head)
    decoded = decode(stored.pieces, options.encoding, name=path.name)
    dialect = find_dialect(
        _beginning(decoded),
        delimiter=options.delimiter,
        header_row=options.header_row,
        name=path.name,
    )
    reading = {
        "encoding": f"{decoded.encoding} ({decoded.reason})",
        "delimiter": f"{dialect.delimiter!r} ({dialect.delimiter_reason})",
        "header_line": str(dialect.header_line),
    }
    return Table(
        file_name=path.name,
        sha256=stored.sha256,
        importer="delimited",
        columns=unique_headers(dialect.headers, max(len(dialect.headers), dialect.width)),
        blocks=partial(_blocks, decoded, dialect),
        reading=reading,
        quality_counts=decoded.quality_counts,
    )


def _beginning(decoded: Decoded) -> str:
    """As much of the text as the dialect is found in."""
    text = ""
    for piece in decoded.pieces():
        text += piece
        if len(text) >= HEAD_CHARACTERS:
            break
    return text


def _blocks(text: Decoded, dialect: Dialect) -> Iterator[Block]:
    for records in read_blocks(text, dialect):
        yield Block(
            cells=records.cells,
            rows=records.rows,
            set_aside=records.set_aside,
            quality_counts=Counter(quotes_mended=int(records.quotes_mended)),
        )


def recognises(name: str, head: bytes) -> bool:
    """By the file's name, or as text that is no markup."""
    if name.removesuffix(".gz").endswith(SUFFIXES):
        return True
    return is_text(head) and not head.lstrip().startswith((b"<", b"{", b"["))


FORMAT = Format(
    name="delimited",
    title=Text(de="Text mit Trennzeichen (CSV)", en="delimited text (CSV)"),
    recognises=recognises,
    read=read_delimited,
    table=read_table,
)
