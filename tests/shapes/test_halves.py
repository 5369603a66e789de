"""Whether both halves of the period show the same."""

import numpy as np
import pytest

from verwaltung_mining.shapes.halves import halves_agree, similar


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (1.0, 2.0, True),
        (2.0, 1.0, True),
        (1.0, 2.01, False),
        (0.0, 1.0, False),
        (-1.0, -1.0, False),
    ],
)
def test_halves_are_similar_when_both_lose_time_and_neither_twice_the_other(
    one: float, other: float, expected: bool
) -> None:
    assert similar(one, other) is expected


def test_problem_that_began_in_the_second_half_does_not_agree() -> None:
    week = np.arange(20)
    assert halves_agree(np.where(week < 10, 1.0, 5.0), week) is False
    assert halves_agree(np.full(20, 5.0), week) is True


def test_halves_are_those_of_the_affected_cases() -> None:
    assert halves_agree(np.ones(3), np.array([30, 31, 32])) is True


@pytest.mark.parametrize("weeks", [[], [4], [4, 4, 4]])
def test_without_a_second_half_nothing_is_said(weeks: list[int]) -> None:
    assert halves_agree(np.ones(len(weeks)), np.array(weeks, np.int64)) is None
