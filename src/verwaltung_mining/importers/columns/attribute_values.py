"""Case attributes as they enter the log: labels as text, amounts and deadlines as numbers."""

import polars as pl

from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.importers.columns.numbers import parse_numbers
from verwaltung_mining.importers.stamps.reading import read_stamps


def attribute_values(
    frame: pl.DataFrame, attributes: tuple[Attribute, ...], *, zone: str
) -> pl.DataFrame:
    """`case_id` and one column per attribute: String, or Float64 for numbers.

    A deadline is a number: days since 1970-01-01 of its local date in `zone`, with fractions
    where a time is given; null where it is no date or a sentinel.
    """
    columns = [frame["case_id"]]
    for attribute in attributes:
        values = filled(frame[attribute.name])
        if attribute.role == "deadline":
            values = _days(values, zone)
        elif attribute.kind == "number":
            numbers = parse_numbers(values)
            values = numbers if numbers is not None else values.cast(pl.Float64, strict=False)
        columns.append(values.alias(attribute.name))
    return pl.DataFrame(columns)


def filled(column: pl.Series) -> pl.Series:
    """A column as text without blanks around it, null where nothing is left."""
    stripped = column.cast(pl.String).str.strip_chars()
    return stripped.set(stripped == "", None)


def _days(values: pl.Series, zone: str) -> pl.Series:
    wall = read_stamps(values, zone=zone).frame["wall"]
    return wall.dt.epoch("s").cast(pl.Float64) / (24 * 60 * 60)
