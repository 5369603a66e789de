"""Sequences that follow themselves, against a naive walk through each case."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.measures.repeats import (
    chance_of_round,
    following,
    rounds_of,
    stays,
    tandem_repeats,
)

A, B, C = 0, 1, 2


def steps_of(*cases: list[int]) -> pl.DataFrame:
    rows = [
        (index, step, 10 * k) for index, case in enumerate(cases) for k, step in enumerate(case)
    ]
    return pl.DataFrame(
        rows,
        schema={"index": pl.UInt32, "activity": pl.UInt16, "timestamp": pl.Int64},
        orient="row",
    )


def repeats(*cases: list[int], longest: int = 4, occurrences: int = 3) -> list[tuple]:  # type: ignore[type-arg]
    return tandem_repeats(steps_of(*cases), longest=longest, occurrences=occurrences).rows()


def test_three_in_a_row_run_from_the_first_to_the_last_completion_of_the_first_step() -> None:
    assert repeats([C, A, B, A, B, A, B, C]) == [(0, [A, B], 10, 50)]


def test_twice_in_a_row_is_no_pattern() -> None:
    assert repeats([A, B, A, B, C]) == []
    assert repeats([A, B, A, B, A]) == []


def test_step_that_continues_the_sequence_belongs_to_it() -> None:
    assert repeats([A, B, A, B, A, B, A]) == [(0, [A, B], 0, 60)]


def test_longer_sequence_is_not_told_where_a_shorter_one_explains_it() -> None:
    assert repeats([A, B] * 6) == [(0, [A, B], 0, 100)]


def test_sequence_of_three_steps() -> None:
    assert repeats([A, B, C] * 3) == [(0, [A, B, C], 0, 60)]


def test_sequence_longer_than_looked_for_is_not_found() -> None:
    assert repeats([A, B, C] * 3, longest=2) == []


def test_next_case_does_not_continue_a_sequence() -> None:
    assert repeats([A, B, A, B], [A, B, A, B]) == []
    assert repeats([A, B] * 3, [A, B] * 3) == [(0, [A, B], 0, 40), (1, [A, B], 0, 40)]


def test_same_step_in_a_row_is_one_stay() -> None:
    assert stays(steps_of([A, A, B], [B, B])).rows() == [(0, A, 10), (0, B, 20), (1, B, 10)]


def test_rounds_count_once_however_often_the_sequence_repeats() -> None:
    steps = steps_of([A, B, A, B, A, B], [A, B, C], [B, A, C], [C])
    assert rounds_of(steps, (A, B), occurrences=3) == (3, 1)
    assert rounds_of(steps, (A, B), occurrences=2) == (3, 1)


def test_chance_of_a_round_is_the_product_of_its_steps_chances() -> None:
    """A is followed by B in two of three, B by A in one of two."""
    follows = following(steps_of([A, B, A, C], [A, B]))
    assert chance_of_round(follows, (A, B)) == pytest.approx(2 / 3 * 1 / 2)


cases = st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=16), min_size=1, max_size=4)


@given(cases)
def test_repeats_of_two_steps_are_those_of_a_naive_walk(drawn: list[list[int]]) -> None:
    steps = stays(steps_of(*drawn))
    found = tandem_repeats(steps, longest=2, occurrences=3).rows()
    expected = []
    for index in steps["index"].unique().sort().to_list():
        rows = steps.filter(pl.col("index") == index).rows()
        begin = 0
        while begin + 6 <= len(rows):
            end = begin + 2
            while end < len(rows) and rows[end][1] == rows[end - 2][1]:
                end += 1
            if end - begin >= 6:
                pair = [rows[begin][1], rows[begin + 1][1]]
                last = begin + 2 * ((end - begin - 1) // 2)
                expected.append((index, pair, rows[begin][2], rows[last][2]))
            begin = max(begin + 1, end - 1)
    assert found == expected
