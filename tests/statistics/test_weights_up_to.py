"""Sums of weights over a range and up to a value, against a naive sum."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.statistics import weights_up_to

small = st.integers(-3, 12)


@given(
    st.lists(st.tuples(small, st.integers(0, 9)), max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), small), max_size=10),
)
def test_sums_are_those_of_a_naive_loop(
    places: list[tuple[int, int]], questions: list[tuple[int, int, int]]
) -> None:
    values, weights = np.array([*places, (0, 0)], np.int64).T
    asked = [(*sorted((low, high)), limit) for low, high, limit in questions]
    asked = [(min(a, len(values)), min(b, len(values)), c) for a, b, c in asked]
    low, high, limit = np.array(asked, np.int64).reshape(-1, 3).T
    expected = [sum(int(weights[k]) for k in range(a, b) if values[k] <= c) for a, b, c in asked]
    found = weights_up_to(values, weights, low=low, high=high, limit=limit)
    assert found.tolist() == expected


def test_large_weights_stay_exact() -> None:
    heavy = np.array([2**60, 2**60 + 1, 1])
    found = weights_up_to(
        np.array([3, 1, 2]), heavy, low=np.array([0]), high=np.array([3]), limit=np.array([2])
    )
    assert found.tolist() == [2**60 + 2]
