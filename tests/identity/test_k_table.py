"""The k-table counts distinct persons per cell as a naive loop does."""

from collections import defaultdict
from itertools import combinations
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.identity.k_table import K_SCHEMA, count_persons

PEOPLE = st.none() | st.integers(0, 14).map(lambda number: f"person {number}")
EVENT = st.tuples(
    st.integers(0, 2), st.integers(0, 2), st.none() | st.integers(0, 1), PEOPLE, st.integers(0, 1)
)
VALUES = {"channel": ["online", "paper"], "kind": ["garage", "house", "shed"]}


def _class(persons: int) -> str:
    if persons == 0:
        return "unknown"
    return "<5" if persons < 5 else "5-9" if persons < 10 else ">=10"


def _frames(rows: list[Any], values: list[tuple[Any, Any]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    events = pl.DataFrame(
        rows,
        schema={
            "case": pl.UInt32,
            "activity": pl.UInt16,
            "org_unit": pl.UInt16,
            "person": pl.String,
            "block": pl.Int32,
        },
        orient="row",
    )
    attributes = pl.DataFrame(
        {
            name: pl.Series([pair[place] for pair in values], dtype=pl.Enum(labels))
            for place, (name, labels) in enumerate(VALUES.items())
        }
    )
    return events, attributes


def _by_hand(rows: list[Any], values: list[tuple[Any, Any]]) -> set[tuple[Any, ...]]:
    cells: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for case, activity, unit, person, block in rows:
        of_case = [(n, v) for n, v in zip(VALUES, values[case], strict=True) if v is not None]
        keys: list[tuple[Any, ...]] = [
            ("activity", activity, None, None, None, None, None, None),
            ("block", None, None, None, None, None, None, block),
        ]
        if unit is not None:
            keys.append(("org_unit", None, unit, None, None, None, None, None))
            keys.append(("activity_unit", activity, unit, None, None, None, None, None))
        keys += [("attribute", None, None, n, v, None, None, None) for n, v in of_case]
        keys += [
            ("attribute_pair", None, None, *one, *two, None)
            for one, two in combinations(of_case, 2)
        ]
        for key in keys:
            cells[key] |= {person} - {None}
    return {(*key, _class(len(people))) for key, people in cells.items()}


@given(
    st.lists(EVENT, min_size=1, max_size=60),
    st.lists(
        st.tuples(*(st.none() | st.sampled_from(labels) for labels in VALUES.values())),
        min_size=3,
        max_size=3,
    ),
)
def test_cells_are_those_of_a_naive_count(rows: list[Any], values: list[tuple[Any, Any]]) -> None:
    table = count_persons(*_frames(rows, values))
    assert table.schema == K_SCHEMA
    assert set(table.rows()) == _by_hand(rows, values)
    assert table.height == len(set(table.rows()))


@pytest.mark.parametrize(("people", "expected"), [(4, "<5"), (5, "5-9"), (9, "5-9"), (10, ">=10")])
def test_classes_change_at_five_and_ten_people(people: int, expected: str) -> None:
    rows = [(0, 0, None, f"person {number}", 0) for number in range(people)] * 2
    table = count_persons(*_frames(rows, [(None, None)]))
    assert set(table["k_class"]) == {expected}


def test_a_cell_in_which_nobody_is_named_is_unknown() -> None:
    rows = [(0, 0, None, None, 0), (0, 1, None, "anna", 0)]
    table = count_persons(*_frames(rows, [(None, None)]))
    classes = dict(table.filter(pl.col("scope") == "activity").select("activity", "k_class").rows())
    assert classes == {0: "unknown", 1: "<5"}


def test_numbers_are_no_cells() -> None:
    events, _ = _frames([(0, 0, None, "anna", 0)], [(None, None)])
    table = count_persons(events, pl.DataFrame({"pages": [3.0]}))
    assert "attribute" not in set(table["scope"])
