"""Segments: groups of cases that share the value of a case attribute."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.compared_attributes import compared_attributes

MINIMUM_CASES = 20
"""Cases inside and outside a segment (docs/methods.md, label low)."""
MAXIMUM_VALUES = 40
"""Values of one attribute looked at, the most frequent first."""


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
    for compared in compared_attributes(log)[0]:
        attribute, values = compared.attribute, compared.labels
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


def too_few_people(log: AnalysedLog, one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Fewer than five people are known to stand behind the cases with both values."""
    (attribute, value), (attribute_2, value_2) = sorted((one, other))
    both = (
        (pl.col("attribute") == attribute)
        & (pl.col("value") == value)
        & (pl.col("attribute_2") == attribute_2)
        & (pl.col("value_2") == value_2)
    )
    swapped = (
        (pl.col("attribute") == attribute_2)
        & (pl.col("value") == value_2)
        & (pl.col("attribute_2") == attribute)
        & (pl.col("value_2") == value)
    )
    return "<5" in log.k_table.filter(both | swapped)["k_class"].to_list()


def _too_few_people(log: AnalysedLog, attribute: str, value: str) -> bool:
    cell = log.k_table.filter(
        (pl.col("scope") == "attribute")
        & (pl.col("attribute") == attribute)
        & (pl.col("value") == value)
    )
    return cell.height > 0 and cell["k_class"][0] == "<5"
