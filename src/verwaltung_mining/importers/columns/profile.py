"""What the values of a column look like, whatever its header says."""

from dataclasses import dataclass

import polars as pl

from verwaltung_mining.importers.lifecycle import lifecycle_model
from verwaltung_mining.importers.stamps.serial_stamps import serial_counts, serial_kind
from verwaltung_mining.importers.stamps.stamp_text import date_share, time_share

SAMPLE_ROWS = 20_000
"""Rows from the top of the file that are looked at; exports list whole cases together."""
MOST_TRANSITIONS = 30
"""Distinct values up to which a column may hold transitions; upper and lower case may differ."""
NUMBER = r"^[+-]?\d+(?:[.,]\d+)?$"
REFERENCE = r"^[\p{L}\d][\p{L}\d./_\-: ]*\d[\p{L}\d./_\-]*$"
"""Like a file reference: letters, digits and marks, with a digit in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnProfile:
    """Shares are of the distinct values in the sample."""

    name: str
    filled: int
    distinct: int
    dates: float
    times: float
    numbers: float
    references: float
    usual_length: float
    """Median number of characters."""
    lifecycle: bool
    """Whether its values are transitions such as start and complete."""
    serial: bool
    """Whether its numbers could be days of a spreadsheet or Unix time."""

    @property
    def distinct_share(self) -> float:
        """Distinct values per filled cell."""
        return self.distinct / max(1, self.filled)


def profile_columns(cells: pl.DataFrame) -> dict[str, ColumnProfile]:
    """The profile of every column, from the first SAMPLE_ROWS rows."""
    sample = cells.head(SAMPLE_ROWS)
    return {column.name: _profile(column) for column in sample.iter_columns()}


def _profile(column: pl.Series) -> ColumnProfile:
    values = column.drop_nulls()
    if values.dtype.is_temporal():
        return ColumnProfile(
            name=column.name,
            filled=len(values),
            distinct=values.n_unique(),
            dates=1.0 if len(values) else 0.0,
            times=0.0,
            numbers=0.0,
            references=0.0,
            usual_length=0.0,
            lifecycle=False,
            serial=False,
        )
    distinct = values.unique()
    numbers = _share(distinct.str.contains(NUMBER))
    length = distinct.str.len_chars().median()
    return ColumnProfile(
        name=column.name,
        filled=len(values),
        distinct=len(distinct),
        dates=date_share(distinct),
        times=time_share(distinct),
        numbers=numbers,
        references=_share(distinct.str.contains(REFERENCE)),
        usual_length=length if isinstance(length, float) else 0.0,
        lifecycle=len(distinct) <= MOST_TRANSITIONS and lifecycle_model(distinct) != "states",
        serial=numbers > 0 and serial_kind(serial_counts(distinct)) is not None,
    )


def _share(hits: pl.Series) -> float:
    share = hits.mean()
    return share if isinstance(share, float) else 0.0
