"""Case attributes that stand for a person or for the unit that does the work."""

from collections.abc import Sequence

import polars as pl

PROXY_SHARE = 0.95
"""Share of events from which an attribute is a proxy of the unit (architecture: of the cases)."""
PERSON_SHARE = 0.5
"""Share of an attribute's filled cases, from which its values count as the resource column's."""
UNIT_SHARE = 0.5
"""Share of an attribute's filled cases, from which its values count as names of units."""
MOST_CODES = 65_535
"""Values that may each stand for a unit: a log has no more units."""
SHORTEST_NUMBER = 100
"""Whole numbers from here on are compared with staff numbers; smaller ones are counts."""


def names_persons(values: pl.Series, persons: pl.Series) -> bool:
    """Whether a case attribute's values largely are those of the resource column.

    `values` has one entry per case, `persons` one per event, as exported.

    >>> names_persons(pl.Series([560872.0, 560881.0, None]), pl.Series(["560872", "560881"]))
    True
    """
    filled = values.drop_nulls()
    if filled.dtype.is_float():
        whole = filled.filter((filled.round() == filled) & (filled.abs() >= SHORTEST_NUMBER))
        if whole.len() < filled.len():
            return False
        filled = whole.cast(pl.Int64).cast(pl.String)
    known = persons.drop_nulls().unique().cast(pl.String)
    if filled.is_empty() or known.is_empty():
        return False
    hits = filled.cast(pl.String).is_in(known.implode()).sum()
    return int(hits) >= PERSON_SHARE * filled.len()


def names_units(values: pl.Series, units: Sequence[str]) -> bool:
    """Whether a case attribute's values largely are the labels of organisational units.

    >>> names_units(pl.Series(["Bauamt", "Bauamt", None]), ("Bauamt", "Kämmerei"))
    True
    """
    filled = values.drop_nulls()
    if filled.is_empty() or filled.dtype.is_float():
        return False
    hits = filled.cast(pl.String).is_in(list(units)).sum()
    return int(hits) >= UNIT_SHARE * filled.len()


def repeated(values: pl.Series) -> pl.Series:
    """The codes of an attribute's values, one per case; null where no other case has the value.

    All are null where more than MOST_CODES values are repeated: amounts, and no code of a unit.
    """
    codes = values.to_physical().to_frame("value")
    again = pl.when(pl.len().over("value") > 1).then("value").alias(values.name)
    found = codes.select(again).to_series()
    return found if found.n_unique() <= MOST_CODES else found.clear(found.len())


def unit_counts(values: pl.Series, events: pl.DataFrame) -> pl.DataFrame:
    """How many events each activity, value and unit have; counts of parts of a log add up.

    `values` as `repeated` gives them, one per case; `events` has case, activity and org_unit.
    """
    return (
        events.select("activity", "org_unit", value=values.gather(events["case"]))
        .drop_nulls()
        .group_by("activity", "value", "org_unit")
        .len("events")
    )


def told_by(counts: pl.DataFrame) -> bool:
    """Whether a case attribute tells the performing unit of at least 95 % of the events.

    `counts` are the `unit_counts` of a whole log. Only steps that several units perform count:
    where one unit does a step anyway, no attribute is needed to tell it. Values of a single case
    tell nothing and are left out.

    >>> events = pl.DataFrame({"case": [0, 1, 2, 3], "activity": [0] * 4, "org_unit": [1, 1, 2, 2]})
    >>> told_by(unit_counts(repeated(pl.Series(["a", "a", "b", "b"])), events))
    True
    """
    by_unit = counts.group_by("activity", "org_unit").agg(pl.col("events").sum())
    one_unit = pl.col("events").max() >= PROXY_SHARE * pl.col("events").sum()
    steps = by_unit.group_by("activity").agg(one_unit=one_unit).filter(~pl.col("one_unit"))
    shared = counts.join(steps, on="activity", how="semi")
    right = shared.group_by("activity", "value").agg(pl.col("events").max())["events"].sum()
    total = int(shared["events"].sum())
    return bool(total) and int(right) >= PROXY_SHARE * total


class UnitCounts:
    """Counts of units that add up; they are put together when they have doubled."""

    def __init__(self) -> None:
        self._parts: list[pl.DataFrame] = []

    def add(self, counts: pl.DataFrame) -> None:
        """The counts of one more part."""
        self._parts.append(counts)
        if sum(each.height for each in self._parts[1:]) > self._parts[0].height:
            self._parts = [self.total()]

    def total(self) -> pl.DataFrame:
        """The counts of all parts."""
        every = pl.concat(self._parts).group_by("activity", "value", "org_unit")
        return every.agg(pl.col("events").sum())
