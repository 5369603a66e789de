"""Benjamini-Hochberg against SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from verwaltung_mining.statistics import q_values

p_values = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(p_values)
def test_q_values_are_those_of_scipy(p: list[float]) -> None:
    assert q_values(p) == pytest.approx(stats.false_discovery_control(p))


@given(p_values, st.randoms(use_true_random=False))
def test_order_of_the_hypotheses_does_not_matter(p: list[float], random: object) -> None:
    order = np.argsort(p, kind="stable")[::-1]
    turned = dict(zip(order.tolist(), q_values([p[k] for k in order]), strict=True))
    assert [turned[k] for k in range(len(p))] == pytest.approx(q_values(p))


def test_one_hypothesis_keeps_its_p_value() -> None:
    assert q_values([0.04]) == (0.04,)


def test_the_same_p_value_counts_less_among_many_that_show_nothing() -> None:
    assert q_values([0.04] + [0.9] * 19)[0] == pytest.approx(0.8)


def test_no_hypotheses_no_q_values() -> None:
    assert q_values([]) == ()
