"""Segments: groups of cases that share the value of a case attribute."""

from collections.abc import Iterator
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


def segments(log: AnalysedLog) -> tuple[Segment, ...]:
    """All segments that may be compared, in the order of attributes and frequency."""
    return log.once(_segments)


def _segments(log: AnalysedLog) -> tuple[Segment, ...]:
    return tuple(
        Segment(
            attribute=attribute,
            value=value,
            members=(labels == value).fill_null(False).to_numpy(),
        )
        for attribute, value, labels in _large_enough(log)
        if not _too_few_people(log, attribute, value)
    )


def all_withheld(log: AnalysedLog) -> bool:
    """There are values with enough cases, and fewer than five people stand behind each."""
    values = list(_large_enough(log))
    return bool(values) and all(_too_few_people(log, name, value) for name, value, _ in values)


def _large_enough(log: AnalysedLog) -> Iterator[tuple[str, str, pl.Series]]:
    """Attribute, value and the labels of the cases, where enough cases are inside and outside."""
    for compared in compared_attributes(log)[0]:
        labels = compared.labels
        counts = (
            labels.drop_nulls()
            .value_counts(sort=False)
            .sort(["count", labels.name], descending=[True, False])
        )
        for value, cases in counts.head(MAXIMUM_VALUES).iter_rows():
            if min(cases, log.cases.height - cases) >= MINIMUM_CASES:
                yield compared.attribute.name, value, labels


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
