"""The values of a case attribute as they are compared and read aloud."""

import math
from itertools import pairwise

import numpy as np
import polars as pl

from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.measures.analysed import AnalysedLog, attribute_column

BINS = 4
"""Groups a numeric attribute is cut into, at rounded quartiles."""


def attribute_labels(log: AnalysedLog, attribute: Attribute) -> pl.Series:
    """One label per case, null where unknown: the value itself, or the bin of a number."""
    column = log.cases[attribute_column(attribute.name)]
    if attribute.kind == "category":
        return column.cast(pl.String)
    bounds = _round_bounds(column)
    if not bounds:
        return pl.Series(column.name, [None] * len(column), dtype=pl.String)
    place = np.searchsorted(bounds, column.to_numpy(), side="right")
    labels = pl.Series(column.name, _labels(bounds)).gather(pl.Series(place, dtype=pl.UInt32))
    nothing = pl.Series(column.name, [None], dtype=pl.String)
    return labels.zip_with(column.is_not_nan().fill_null(value=False), nothing)


def _round_bounds(values: pl.Series) -> list[float]:
    """Rounded inner quartiles, so that the same bounds can be stored and read aloud."""
    known = values.drop_nulls().drop_nans()
    if known.n_unique() <= 1:
        return []
    quantiles = [known.quantile(k / BINS, "linear") for k in range(1, BINS)]
    least = known.min()
    rounded = {_two_digits(q) for q in quantiles if q is not None}
    return sorted(b for b in rounded if isinstance(least, float) and b > least)


def _two_digits(value: float) -> float:
    if value == 0:
        return 0.0
    digits = 1 - math.floor(math.log10(abs(value)))
    return round(value, digits)


def _labels(bounds: list[float]) -> list[str]:
    texts = [f"{b:.0f}" if b == int(b) else f"{b:g}" for b in bounds]
    middle = [f"{low} – {high}" for low, high in pairwise(texts)]
    return [f"< {texts[0]}", *middle, f"≥ {texts[-1]}"]
