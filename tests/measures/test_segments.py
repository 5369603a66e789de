"""Which groups of cases are compared."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.procedures import arrivals, measured, procedure

from verwaltung_mining.eventlog.schema import K_SCHEMA, AttributeRole
from verwaltung_mining.measures.segments import Segment, segments


def found(
    values: list[str | float | None],
    *,
    role: AttributeRole = "other",
    weeks: int = 10,
    k_table: pl.DataFrame | None = None,
) -> list[Segment]:
    """The segments of one attribute."""
    cases = [[(0, c), (1, c + 1)] for c in arrivals(len(values), weeks=weeks)]
    log = procedure(*cases, attributes={"trait": (role, values)})
    return list(segments(measured(log if k_table is None else replace(log, k_table=k_table))))


def sizes(parts: list[Segment]) -> dict[str, int]:
    return {part.value: int(part.members.sum()) for part in parts}


def turns(*labels: str | None, count: int = 120) -> list[str | float | None]:
    return [labels[k % len(labels)] for k in range(count)]


def test_each_value_is_a_segment_the_most_frequent_first() -> None:
    parts = found([*turns("a", "b", count=80), *turns("b", count=40)])
    assert [(p.attribute, p.value) for p in parts] == [("trait", "b"), ("trait", "a")]
    assert sizes(parts) == {"b": 80, "a": 40}


@pytest.mark.parametrize(("few", "compared"), [(19, ["b", "a"]), (20, ["b", "a", "rare"])])
def test_value_of_fewer_than_twenty_cases_is_no_segment(few: int, compared: list[str]) -> None:
    values = [*(["rare"] * few), *(["a"] * 40), *(["b"] * 41)]
    shuffled = np.random.default_rng(1).permutation(np.array(values, object)).tolist()
    assert [p.value for p in found(shuffled)] == compared


def test_value_of_nearly_all_cases_has_nothing_to_be_compared_with() -> None:
    assert found([*turns("usual", count=101), *turns("rare", count=19)]) == []


def test_unknown_values_belong_to_no_segment() -> None:
    assert sizes(found(turns("a", None, "b", None))) == {"a": 30, "b": 30}


@pytest.mark.parametrize("role", ["case_type", "outcome", "unit", "deadline"])
def test_what_is_no_trait_of_the_case_is_not_compared(role: AttributeRole) -> None:
    assert found(turns("a", "b"), role=role) == []


def test_channel_is_compared() -> None:
    assert sizes(found(turns("a", "b"), role="channel")) == {"a": 60, "b": 60}


def test_attribute_that_follows_from_the_quarter_names_a_period() -> None:
    years = [f"year {k * 4 // 400}" for k in range(400)]
    assert found(list(years), weeks=52) == []
    assert len(found(turns("a", "b", "c", "d", count=400), weeks=52)) == 4


def test_period_with_a_few_late_cases_is_still_one() -> None:
    years = [f"year {max(k * 4 // 400 - (k % 40 == 0), 0)}" for k in range(400)]
    assert found(list(years), weeks=52) == []


def test_value_that_nearly_all_have_is_no_period() -> None:
    rare = ["rare" if k % 16 == 0 else "usual" for k in range(400)]
    assert sizes(found(list(rare), weeks=52)) == {"usual": 375, "rare": 25}


def test_short_log_cannot_tell_a_period() -> None:
    halves = ["old form" if k < 60 else "new form" for k in range(120)]
    assert len(found(list(halves), weeks=26)) == 2


def test_numbers_are_cut_at_rounded_quartiles() -> None:
    parts = found([float(v) for v in range(1, 401)])
    assert sizes(parts) == {"< 100": 99, "100 – 200": 100, "200 – 300": 100, "≥ 300": 101}


@given(
    st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6, allow_nan=False)), min_size=60, max_size=90)
)
def test_every_known_number_lies_in_at_most_one_bin_and_no_unknown_in_any(
    values: list[float | None],
) -> None:
    parts = found(list(values))
    inside = sum((part.members.astype(int) for part in parts), np.zeros(len(values), int))
    assert inside.max() <= 1
    assert not inside[[value is None for value in values]].any()


@pytest.mark.parametrize("values", [[5.0] * 100, [None] * 100, [5.0] * 50 + [None] * 50])
def test_number_that_never_changes_makes_no_segments(values: list[float | None]) -> None:
    assert found(list(values)) == []


def k_table(k_class: str) -> pl.DataFrame:
    """One row about the value a of the attribute."""
    row = dict.fromkeys(K_SCHEMA) | {
        "scope": "attribute",
        "attribute": "trait",
        "value": "a",
        "k_class": k_class,
    }
    return pl.DataFrame([row], schema=K_SCHEMA)


@pytest.mark.parametrize(("k_class", "shown"), [("<5", {"b"}), ("5-9", {"a", "b"})])
def test_value_that_fewer_than_five_people_work_on_is_no_segment(
    k_class: str, shown: set[str]
) -> None:
    assert set(sizes(found(turns("a", "b"), k_table=k_table(k_class)))) == shown


def test_segments_are_formed_once_for_a_log_and_anew_for_another() -> None:
    cases = [[(0, c), (1, c + 1)] for c in arrivals(120)]
    log = measured(procedure(*cases, attributes={"trait": ("other", turns("a", "b"))}))
    assert segments(log) is segments(log)
    assert segments(replace(log, attribute_list=())) == ()
