"""Segments: groups of cases that share the value of a case attribute."""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.measures.analysed import AnalysedLog, attribute_column

COMPARED_ROLES = frozenset({"channel", "other"})
"""The case type makes cases comparable and is not compared; an outcome is known only afterwards,
a deadline is a rule, a unit follows the rules for units."""
MINIMUM_CASES = 20
"""Cases inside and outside a segment (docs/methods.md, label low)."""
MAXIMUM_VALUES = 40
"""Values of one attribute looked at, the most frequent first."""
PERIOD_SHARE = 0.95
"""An attribute that the 13-week block tells for this share of the cases names a period."""
MINIMUM_PERIODS = 4
"""Blocks needed to tell a period from a kind of case."""
BINS = 4
"""Groups a numeric attribute is cut into, at rounded quartiles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The cases with one value of one attribute."""

    attribute: str
    value: str
    members: npt.NDArray[np.bool_]
    """By case index."""


def segments(log: AnalysedLog) -> list[Segment]:
    """All segments that may be compared, in the order of attributes and frequency."""
    result: list[Segment] = []
    for attribute in log.attribute_list:
        if attribute.role not in COMPARED_ROLES:
            continue
        values = _values(log, attribute)
        if _is_period(values, log.cases["block"]):
            continue
        counts = (
            values.drop_nulls()
            .value_counts(sort=False)
            .sort(["count", values.name], descending=[True, False])
        )
        for value, cases in counts.head(MAXIMUM_VALUES).iter_rows():
            if min(cases, log.cases.height - cases) < MINIMUM_CASES or _too_few_people(
                log, attribute.name, value
            ):
                continue
            members = (values == value).fill_null(False).to_numpy()
            result.append(Segment(attribute=attribute.name, value=value, members=members))
    return result


def _values(log: AnalysedLog, attribute: Attribute) -> pl.Series:
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


def _is_period(values: pl.Series, block: pl.Series) -> bool:
    """Whether the value follows from the quarter: it then names a time, not a kind of case."""
    cells = pl.DataFrame({"value": values, "block": block}).drop_nulls()
    counts = cells.group_by("block", "value").len()
    if cells["block"].n_unique() < MINIMUM_PERIODS:
        return False
    told = counts.group_by("block").agg(pl.col("len").max())["len"].sum()
    alone = cells["value"].value_counts()["count"].max()
    known = alone if isinstance(alone, int) else 0
    return bool(told >= PERIOD_SHARE * cells.height > known)


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


def _too_few_people(log: AnalysedLog, attribute: str, value: str) -> bool:
    cell = log.k_table.filter(
        (pl.col("scope") == "attribute")
        & (pl.col("attribute") == attribute)
        & (pl.col("value") == value)
    )
    return cell.height > 0 and cell["k_class"][0] == "<5"
