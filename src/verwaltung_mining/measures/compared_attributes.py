"""Which attributes of the cases are compared, and why the others are not."""

import re
from dataclasses import dataclass
from typing import Literal

import polars as pl

from verwaltung_mining.eventlog.schema import Attribute, AttributeRole
from verwaltung_mining.measures.analysed import AnalysedLog, attribute_column
from verwaltung_mining.measures.attribute_labels import attribute_labels
from verwaltung_mining.measures.leakage import result_of_process

PERIOD_SHARE = 0.95
"""An attribute that the 13-week block tells for this share of the cases names a period."""
MINIMUM_PERIODS = 4
"""Blocks needed to tell a period from a kind of case."""
Kind = Literal[
    "case_type", "result", "deadline", "unit", "constant", "period", "identifier", "repeated"
]
BY_ROLE: dict[AttributeRole, tuple[Kind, str]] = {
    "case_type": ("case_type", "makes cases comparable and is not compared itself"),
    "outcome": ("result", "a result of the process by its header"),
    "deadline": ("deadline", "a deadline"),
    "unit": ("unit", "names or tells the unit that does the work"),
}
IDENTIFIER_HEADER = re.compile(
    r"(?i:(?:^|[\W_])(?:id|nr|no|num)\W*$|(?:nummer|number|kennung|kennziffer|kennzeichen)$)"
    r"|[a-zäöüß](?:ID|Id|Nr|No)$"
)
"""A number under such a header names something; its quartiles are no groups of cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedAttribute:
    """An attribute that may be compared, with the label of each case."""

    attribute: Attribute
    labels: pl.Series


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCompared:
    """An attribute that is not compared."""

    attribute: str
    kind: Kind
    reason: str


Compared = tuple[tuple[ComparedAttribute, ...], tuple[NotCompared, ...]]


def compared_attributes(log: AnalysedLog) -> Compared:
    """The attributes that may be compared, and those that are not, with the reason.

    A channel is known when the case comes, and never taken for a result; nor is what the settings
    declare as known at the start. Of several that group the cases alike only one is compared, a
    channel before others, else the first.
    """
    return log.once(_compared_attributes)


def _compared_attributes(log: AnalysedLog) -> Compared:
    compared: list[ComparedAttribute] = []
    others = []
    for attribute in sorted(log.attribute_list, key=lambda a: a.role != "channel"):
        labels = attribute_labels(log, attribute)
        objection = (
            BY_ROLE.get(attribute.role)
            or _objection(log, attribute, labels)
            or _repeated(labels, compared)
        )
        if objection is None:
            compared.append(ComparedAttribute(attribute=attribute, labels=labels))
        else:
            kind, reason = objection
            others.append(NotCompared(attribute=attribute.name, kind=kind, reason=reason))
    return tuple(compared), tuple(others)


def _objection(
    log: AnalysedLog, attribute: Attribute, labels: pl.Series
) -> tuple[Kind, str] | None:
    number = attribute.kind == "number"
    if labels.drop_nulls().n_unique() < 2:
        return "constant", "only one value among the analysed cases"
    if number and names_identifier(attribute.name):
        return "identifier", "numbers that identify something by their header"
    if _is_period(labels, log.cases["block"]):
        return "period", "tells the quarter in which the case came"
    if attribute.role == "channel" or attribute.name in log.known_at_start:
        return None
    column = log.cases[attribute_column(attribute.name)]
    result = result_of_process(log, labels, column if number else None)
    return None if result is None else ("result", result)


def _repeated(labels: pl.Series, compared: list[ComparedAttribute]) -> tuple[Kind, str] | None:
    """Whether the values part the cases exactly as those of another attribute do."""
    for known in compared:
        both = pl.DataFrame({"one": labels, "other": known.labels})
        if both.n_unique() == both["one"].n_unique() == both["other"].n_unique():
            return "repeated", f"groups the cases as {known.attribute.name} does"
    return None


def names_identifier(header: str) -> bool:
    """The header says that the values name something.

    >>> [names_identifier(h) for h in ("landRegisterID", "Flurstück-Nr", "Nummernkreis", "Paid")]
    [True, True, False, False]
    """
    return IDENTIFIER_HEADER.search(header) is not None


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
