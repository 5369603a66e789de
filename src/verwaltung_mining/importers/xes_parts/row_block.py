"""Rows of an XES log that follow each other, with labels as they are shown or compared."""

from collections.abc import Mapping, Sequence

import polars as pl

from verwaltung_mining.importers.text.clean_cells import clean_cells, clean_labels

NAMED = ("activity", "org_unit", "role")
"""Labels that are shown or compared with those of other exports."""
CLEANED = (*NAMED, "person")
LABELS = (*CLEANED, "lifecycle", "instance")
"""Roles of which many rows share a value."""
UNITS = ("org_unit", "role")
MISSING_UNITS = frozenset({"empty", "unknown", "missing", "none"})
"""Values (lower case) that exporters write where no unit is recorded (receipt: EMPTY)."""


def row_block(columns: Mapping[str, Sequence[str | None]]) -> pl.DataFrame:
    """A column of text per role, one row per value; labels cleaned, units null where none is said.

    >>> block = row_block(dict.fromkeys(LABELS, [" a  b "]) | {"timestamp": ["2024-01-02"]})
    >>> block.select("activity", "person", "lifecycle", "timestamp").row(0)
    ('a b', 'a  b', ' a  b ', '2024-01-02')
    """
    texts = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    clean = clean_cells(texts.select(CLEANED))
    named = {role: clean_labels(clean[role]) for role in NAMED}
    units = (_without_blanks(named[role]) for role in UNITS)
    return texts.with_columns(clean["person"], named["activity"], *units)


def _without_blanks(units: pl.Series) -> pl.Series:
    known = units.drop_nulls().unique()
    blank = known.filter(known.str.to_lowercase().is_in(sorted(MISSING_UNITS)))
    return units.set(units.is_in(blank.implode()).fill_null(value=False), None)
