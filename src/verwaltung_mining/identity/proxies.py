"""Case attributes that stand for a person or for the unit that does the work."""

import polars as pl

PROXY_SHARE = 0.95
"""Share of cases from which an attribute is a proxy of the unit (ARCHITECTURE.md, privacy)."""
PERSON_SHARE = 0.5
"""Share of an attribute's filled cases, from which its values count as the resource column's."""
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
    known = persons.drop_nulls().unique()
    if filled.is_empty() or known.is_empty():
        return False
    hits = filled.cast(pl.String).is_in(known.implode()).sum()
    return int(hits) >= PERSON_SHARE * filled.len()


def determines_unit(values: pl.Series, unit: pl.Series) -> bool:
    """Whether a case attribute tells the performing unit in at least 95 % of the cases.

    `unit` is the unit of each case that performs most of it. Values of a single case tell nothing
    and are left out. Where one unit has 95 % of the cases anyway, the attribute must at least halve
    the cases that always naming this unit gets wrong.

    >>> determines_unit(pl.Series(["a", "a", "b", "b"]), pl.Series([1, 1, 2, 2]))
    True
    """
    cases = pl.DataFrame({"value": values, "unit": unit}).drop_nulls()
    cases = cases.filter(pl.len().over("value") > 1)
    if cases["unit"].n_unique() < 2:
        return False
    wrong = 1 - _share_of_most_frequent(cases, ["value"])
    wrong_without = 1 - _share_of_most_frequent(cases, [])
    allowed = 1 - PROXY_SHARE
    return wrong <= (allowed if wrong_without > allowed else wrong_without / 2) + ROUNDING


ROUNDING = 1e-9
"""Two shares of cases closer than this are equal."""


def _share_of_most_frequent(cases: pl.DataFrame, keys: list[str]) -> float:
    sizes = cases.group_by(*keys, "unit").len()
    most = pl.col("len").max()
    best = sizes.group_by(keys).agg(most) if keys else sizes.select(most)
    return int(best["len"].sum()) / cases.height


def performing_unit(case: pl.Series, org_unit: pl.Series) -> pl.Series:
    """Per case the unit of most of its events, the smallest code at a tie; null without one."""
    events = pl.DataFrame({"case": case, "unit": org_unit})
    most = (
        events.drop_nulls()
        .group_by("case", "unit")
        .len()
        .sort(["case", "len", "unit"], descending=[False, True, False])
        .unique("case", keep="first", maintain_order=True)
    )
    cases = events.select(pl.col("case").unique().sort())
    return cases.join(most, on="case", how="left", maintain_order="left")["unit"]
