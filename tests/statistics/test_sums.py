"""Sums by group against a naive loop."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.statistics import sums_by


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(-100, 100))))
def test_sums_are_those_of_a_naive_loop(rows: list[tuple[int, float]]) -> None:
    code, values = np.array([r[0] for r in rows], np.int64), np.array([r[1] for r in rows], float)
    expected = [sum(v for c, v in rows if c == group) for group in range(6)]
    assert sums_by(code, values, groups=6) == pytest.approx(expected)


def test_truth_values_are_counted() -> None:
    assert sums_by(np.array([0, 0, 1]), np.array([True, True, False]), groups=2).tolist() == [2, 0]
