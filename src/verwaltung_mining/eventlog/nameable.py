"""Labels that a message or a list may name: those of enough cases and, where known, persons."""

import polars as pl

from verwaltung_mining.eventlog.schema import EventLog

FEWEST_CASES = 10
"""Cases behind a label that is listed (ARCHITECTURE.md, privacy: no figure below)."""
TOO_FEW_PERSONS = "<5"
"""Class of persons behind a label that is not listed."""
OFFERED = 10
"""Labels that a message lists."""


def nameable_activities(
    steps: pl.DataFrame, activities: tuple[str, ...], k_table: pl.DataFrame
) -> tuple[str, ...]:
    """Labels of the activities, those of most cases first.

    `steps` has activity and cases (in which it occurs), as `profile.cases_by_activity` gives them.
    """
    of_activities = k_table.filter(pl.col("scope") == "activity").select(
        pl.col("activity").cast(pl.UInt32), "k_class"
    )
    cases = steps.select(pl.col("activity").cast(pl.UInt32), "cases")
    shown = _nameable(cases.join(of_activities, on="activity", how="left"), "activity")
    return tuple(activities[code] for code in shown)


def nameable_values(log: EventLog, attribute: str) -> tuple[str, ...]:
    """Values of a category, those of most cases first; none of an attribute that tells the unit."""
    known = {a.name: a for a in log.attribute_list}[attribute]
    if known.kind == "number" or known.role == "unit":
        return ()
    of_values = log.k_table.filter(
        (pl.col("scope") == "attribute") & (pl.col("attribute") == attribute)
    ).select("value", "k_class")
    values = log.attributes.select(value=pl.col(attribute).cast(pl.String)).drop_nulls()
    cases = values.group_by("value").agg(cases=pl.len())
    return tuple(_nameable(cases.join(of_values, on="value", how="left"), "value"))


def listed(labels: tuple[str, ...]) -> str:
    """The first labels of a list, for a message.

    >>> listed(("Post", "Portal"))
    'Post, Portal.'
    """
    return ", ".join(labels[:OFFERED]) + (", …" if len(labels) > OFFERED else ".")


def _nameable(counted: pl.DataFrame, label: str) -> pl.Series:
    few_persons = (pl.col("k_class").cast(pl.String) == TOO_FEW_PERSONS).fill_null(value=False)
    shown = counted.filter((pl.col("cases") >= FEWEST_CASES) & ~few_persons)
    return shown.sort("cases", label, descending=[True, False])[label]
