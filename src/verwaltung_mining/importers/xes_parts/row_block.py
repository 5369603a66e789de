"""Rows of an XES log that follow each other, coded as soon as they are read."""

from collections.abc import Mapping, Sequence

import polars as pl

from verwaltung_mining.importers.text.clean_cells import clean_cells, clean_labels

NAMED = ("activity", "org_unit", "role")
"""Labels that are shown or compared with those of other exports."""
CLEANED = (*NAMED, "person")
LABELS = (*CLEANED, "lifecycle", "instance")
"""Roles of which many rows share a value."""


def row_block(columns: Mapping[str, Sequence[str | None]]) -> pl.DataFrame:
    """A column per role, one row per value: cleaned labels as Categorical, all others as text.

    >>> block = row_block(dict.fromkeys(LABELS, [" a  b "]) | {"timestamp": ["2024-01-02"]})
    >>> block.select("activity", "person", "lifecycle", "timestamp").row(0)
    ('a b', 'a  b', ' a  b ', '2024-01-02')
    """
    texts = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    clean = clean_cells(texts.select(CLEANED))
    named = (clean_labels(clean[role]) for role in NAMED)
    return texts.with_columns(clean["person"], *named).with_columns(
        pl.col(LABELS).cast(pl.Categorical())
    )
