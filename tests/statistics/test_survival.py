"""Kaplan and Meier: the mean where nothing is cut off, no bias where much is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.statistics import survival

LENGTHS = st.lists(st.integers(0, 30), min_size=1, max_size=40).map(lambda v: np.array(v, float))


@given(LENGTHS)
def test_without_cuts_the_expected_length_is_the_mean(length: np.ndarray) -> None:
    found = survival(length, np.ones(len(length), bool))
    assert found.expected(np.zeros(1))[0] == pytest.approx(length.mean())


@given(LENGTHS)
def test_without_cuts_the_rest_is_the_mean_of_the_longer_ones(length: np.ndarray) -> None:
    passed = float(np.median(length))
    expected = length[length >= passed].mean()
    found = survival(length, np.ones(len(length), bool)).expected(np.array([passed]))[0]
    assert found == pytest.approx(expected)


@given(LENGTHS)
def test_expected_length_never_lies_before_what_has_passed(length: np.ndarray) -> None:
    passed = np.linspace(0, 40, 9)
    ended = np.arange(len(length)) % 2 == 0
    assert (survival(length, ended).expected(passed) >= passed).all()


def test_cuts_that_have_nothing_to_do_with_the_length_do_not_bias() -> None:
    rng = np.random.default_rng(1)
    true, cut = rng.gamma(2.0, 3.0, 20_000), rng.uniform(0, 30, 20_000)
    found = survival(np.minimum(true, cut), true <= cut)
    assert found.expected(np.zeros(1))[0] == pytest.approx(6.0, rel=0.03)
    later = true[true > 5].mean()
    assert found.expected(np.array([5.0]))[0] == pytest.approx(later, rel=0.03)
