"""Numbers as German and English systems write them."""

import polars as pl

GERMAN = r"^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$"
ENGLISH = r"^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$"
LEADING_ZERO = r"^[+-]?0\d"
"""Codes such as 01067 look like numbers and are none."""
UNITS = r"(?i)\s*(?:€|eur|euro|%|m²|qm)\s*$|^\s*(?:€|eur)\s*"


def parse_numbers(values: pl.Series) -> pl.Series | None:
    """The values as Float64, or None where they are no numbers or could mean two things.

    The decimal sign is decided for the column: 1.234 alone could be either and stays text.

    >>> parse_numbers(pl.Series(["1.234,50", "89,00 €", None])).to_list()
    [1234.5, 89.0, None]
    >>> parse_numbers(pl.Series(["1.234", "5.678"])) is None
    True
    """
    texts = values.str.replace_all(UNITS, "").str.strip_chars()
    texts = texts.set(texts == "", None)
    filled = texts.drop_nulls()
    if filled.is_empty() or filled.str.contains(LEADING_ZERO).any():
        return None
    german, english = filled.str.contains(GERMAN).all(), filled.str.contains(ENGLISH).all()
    if german and english and filled.str.contains("[.,]").any():
        return None
    if english:
        return texts.str.replace_all(",", "").cast(pl.Float64, strict=False)
    if german:
        plain = texts.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
        return plain.cast(pl.Float64, strict=False)
    return None
