"""Cells without the marks that systems write for "nothing", and labels without stray blanks."""

from collections.abc import Sequence

import polars as pl

NOTHING = (
    "",
    "-",
    "–",
    "k.A.",
    "k. A.",
    "n/a",
    "N/A",
    "#NV",
    "#N/A",
    "NULL",
    "null",
    "(leer)",
    "NaN",
)
"""Cells that mean empty (importers.md, section 7)."""
BLANKS = " \t\n\r\u00a0\u202f\ufeff\u200b"
"""Around a value; the last three are invisible."""


def clean_cells(cells: pl.DataFrame) -> pl.DataFrame:
    """Strings without blanks around them and null where they mean nothing; other types as text.

    Dates stay typed; nested columns are left out, as no role can be in them.

    >>> clean_cells(pl.DataFrame({"a": [" x ", "k.A."], "b": [1, 2]})).rows()
    [('x', '1'), (None, '2')]
    """
    columns = []
    for column in cells.iter_columns():
        if column.dtype.is_nested() or column.dtype in (pl.Binary, pl.Object):
            continue
        columns.append(column if column.dtype in (pl.Date, pl.Datetime) else _text(column))
    return pl.DataFrame(columns)


def without(column: pl.Series, marks: Sequence[str]) -> pl.Series:
    """Texts, null where one of the marks stands.

    >>> without(pl.Series(["a", "-"]), ["-"]).to_list()
    ['a', None]
    """
    marked = column.is_in(marks)
    return column.set(marked, None) if marked.any() else column


def clean_labels(labels: pl.Series) -> pl.Series:
    """Labels in one Unicode form (NFC), with single blanks and no line breaks.

    >>> clean_labels(pl.Series(["Pru\u0308fung\\n 2"])).to_list()
    ['Prüfung 2']
    """
    known = labels.drop_nulls().unique()
    clean = known.str.normalize("NFC").str.replace_all(r"[\s\x00-\x1f]+", " ").str.strip_chars()
    changed = known != clean
    if not changed.any():
        return labels
    return labels.replace(known.filter(changed), clean.filter(changed))


def _text(column: pl.Series) -> pl.Series:
    stripped = column.cast(pl.String).str.strip_chars(BLANKS)
    return without(stripped, NOTHING)
