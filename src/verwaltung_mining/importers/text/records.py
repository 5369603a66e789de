"""The records of a delimited text as a table of strings; what does not fit is set aside."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl
from polars.exceptions import ComputeError

from verwaltung_mining.eventlog.row_reasons import AsideReason
from verwaltung_mining.importers.text.clean_cells import without
from verwaltung_mining.importers.text.dialect import Dialect
from verwaltung_mining.importers.text.encoding import Decoded
from verwaltung_mining.importers.text.line_ends import whole_lines

END = "\x1e"
"""Put at the end of every line, it shows after which field a record ended; no text keeps one."""
LITERAL_QUOTE = "\x1f"
"""Stands for the quotes of a line whose quotes do not match."""
CONTROLS = (END + LITERAL_QUOTE).encode()

BLOCK_CHARACTERS = 1 << 23
"""Of a block, 8 million: large enough that cutting costs nothing, small beside the memory."""

TOO_FEW: AsideReason = "too_few_fields"
TOO_MANY: AsideReason = "too_many_fields"
EMPTY: AsideReason = "empty_row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """A table as text; every record of the file is in `cells` or in `set_aside`."""

    cells: pl.DataFrame
    """One String column per header, null for an empty cell."""
    rows: pl.Series
    """Row in the file of each record, counted as a spreadsheet does."""
    set_aside: pl.DataFrame
    """Columns `row` and `reason`."""
    quotes_mended: bool


def read_blocks(
    text: Decoded, dialect: Dialect, *, characters: int = BLOCK_CHARACTERS
) -> Iterator[Records]:
    """The records below the header row, in blocks of about so many characters, at least one.

    Records with fewer fields than both the header row and most records, or with more than both,
    are set aside. Lines whose quotes do not match are read with the quotes as letters; a file
    with such lines is one block, for what an open quote swallows is seen in the whole only.
    """
    several = text.facts.characters - dialect.body_start > characters
    if several and text.facts.quotes:
        pieces = whole_lines(text.pieces(), dialect.body_start, characters)
        if any(_in_trouble(piece, dialect) for piece in pieces):
            characters = text.facts.characters
    read = 0
    for piece in whole_lines(text.pieces(), dialect.body_start, characters):
        records = _records(piece, dialect, first_row=dialect.header_line + 1 + read)
        read += records.cells.height + records.set_aside.height
        yield records


def _in_trouble(text: str, dialect: Dialect) -> bool:
    """Whether quotes do not match."""
    frame = _parse(_body(text), dialect.delimiter, _width(dialect))
    return frame is None or _has_swallowed_lines(frame, dialect.delimiter, _width(dialect))


def _body(text: str) -> bytes:
    body = text.encode()
    return body.translate(None, CONTROLS) if any(mark in body for mark in CONTROLS) else body


def _width(dialect: Dialect) -> int:
    return max(len(dialect.headers), dialect.width)


def _records(text: str, dialect: Dialect, *, first_row: int) -> Records:
    body, width = _body(text), _width(dialect)
    frame = _parse(body, dialect.delimiter, width)
    mended = False
    quoted = b'"' in body
    if frame is None or (quoted and _has_swallowed_lines(frame, dialect.delimiter, width)):
        literal = _parse(_with_literal_quotes(body, dialect.delimiter), dialect.delimiter, width)
        if literal is not None and (frame is None or _whole(literal) > _whole(frame)):
            frame, mended = literal.select(pl.all().map_batches(_unquoted)), True
    if frame is None:
        frame = pl.DataFrame(schema={f"c{i}": pl.String for i in range(width + 1)})
    numbered = frame.with_columns(row=pl.int_range(pl.len(), dtype=pl.UInt32) + first_row)
    return _split(numbered, dialect, quoted=quoted, mended=mended)


def unique_headers(headers: tuple[str, ...], width: int) -> tuple[str, ...]:
    """One distinct name per column; a missing one is called by its place.

    >>> unique_headers(("Az", "", "Az"), 4)
    ('Az', 'column_2', 'Az_2', 'column_4')
    """
    names: list[str] = []
    for place, header in enumerate((*headers, *[""] * (width - len(headers))), start=1):
        name = " ".join(header.replace("\ufeff", "").split()) or f"column_{place}"
        again = 2
        unique = name
        while unique in names:
            unique, again = f"{name}_{again}", again + 1
        names.append(unique)
    return tuple(names)


def _parse(body: bytes, delimiter: str, width: int) -> pl.DataFrame | None:
    mark, end = delimiter.encode(), END.encode()
    if body and not body.endswith(b"\n"):
        body += b"\n"
    full_row = mark * width + end + b"\n"
    try:
        frame = pl.read_csv(
            full_row + body.replace(b"\n", mark + end + b"\n"),
            has_header=False,
            separator=delimiter,
            schema={f"c{i}": pl.String for i in range(width + 1)},
            truncate_ragged_lines=True,
            empty_string_is_null=False,
        )
    except ComputeError:  # quotes that do not match; the caller reads them as letters
        return None
    return frame.slice(1)


def _has_swallowed_lines(frame: pl.DataFrame, delimiter: str, width: int) -> bool:
    """Whether an opening quote without end has made one cell of whole lines."""
    for column in frame.iter_columns():
        long = column.filter(column.str.contains(delimiter + END, literal=True))
        if (long.str.count_matches(delimiter, literal=True) >= width).any():
            return True
    return False


def _with_literal_quotes(body: bytes, delimiter: str) -> bytes:
    mark = "\\" + delimiter
    quoted, plain = r'"(?:[^"]|"")*"', rf'[^"{mark}]*'
    matching = rf"^(?:{quoted}|{plain})(?:{mark}(?:{quoted}|{plain}))*$"
    lines = pl.Series("line", body.decode().split("\n"), dtype=pl.String)
    mended = lines.to_frame().select(
        pl.when(pl.col("line").str.contains(matching))
        .then(pl.col("line"))
        .otherwise(pl.col("line").str.replace_all('"', LITERAL_QUOTE, literal=True))
        .str.join("\n")
    )
    return str(mended.item()).encode()


def _unquoted(column: pl.Series) -> pl.Series:
    inner = column.str.replace(f"^{LITERAL_QUOTE}(.*){LITERAL_QUOTE}$", "${1}")
    return inner.str.replace_all(LITERAL_QUOTE, '"', literal=True)


def _whole(frame: pl.DataFrame) -> int:
    return int((frame.to_series(frame.width - 1) == END).sum())


def _split(frame: pl.DataFrame, dialect: Dialect, *, quoted: bool, mended: bool) -> Records:
    names, width = frame.columns[:-1], _width(dialect)
    first_end = min(len(dialect.headers), dialect.width)
    frame = frame.with_columns(
        fits=pl.any_horizontal(pl.col(name) == END for name in names[first_end:]),
    )
    doubtful = frame.filter(~pl.col("fits") | (pl.col(names[0]) == ""))
    set_aside = doubtful.select("row", _reason(names)).drop_nulls()
    if set_aside.height:
        frame = frame.filter(~pl.col("row").is_in(set_aside["row"].implode()))
    cells = frame.select(_cell(frame[name], dialect.delimiter, quoted) for name in names[:width])
    cells.columns = list(unique_headers(dialect.headers, width))
    return Records(cells=cells, rows=frame["row"], set_aside=set_aside, quotes_mended=mended)


def _reason(names: list[str]) -> pl.Expr:
    blank = pl.all_horizontal(pl.col(name).is_in(["", END]) for name in names)
    cut_short = pl.any_horizontal(pl.col(name) == END for name in names)
    return (
        pl.when(blank)
        .then(pl.lit(EMPTY))
        .when("fits")
        .then(None)
        .when(cut_short)
        .then(pl.lit(TOO_FEW))
        .otherwise(pl.lit(TOO_MANY))
        .alias("reason")
    )


def _cell(column: pl.Series, delimiter: str, quoted: bool) -> pl.Series:
    """The cells of a column, null where empty; only a quoted one may hold ends of lines."""
    if quoted and column.str.contains(END, literal=True).any():
        column = column.str.replace_all(f"{delimiter}{END}", "", literal=True)
    return without(column, ["", END])
