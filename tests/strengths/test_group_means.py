"""The classical test of two small groups of means, beside scipy.stats."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from verwaltung_mining.strengths.group_means import compare_means

means = st.lists(st.integers(-1_000, 1_000), min_size=1, max_size=12).map(
    lambda numbers: np.array(numbers) / 8
)


@pytest.mark.filterwarnings("ignore:Precision loss")
@given(means, means)
def test_p_value_and_interval_are_those_of_students_t(here: np.ndarray, others: np.ndarray) -> None:
    compared = compare_means(here, others)
    if len(here) + len(others) <= 2 or not (np.ptp(here) or np.ptp(others)):
        assert compared.p_value == 1.0
        assert compared.high == -compared.low == np.inf
        return
    expected = ttest_ind(here, others)
    assert compared.p_value == pytest.approx(expected.pvalue, rel=1e-9)
    interval = expected.confidence_interval(0.95)
    assert compared.low == pytest.approx(interval.low, abs=1e-9)
    assert compared.high == pytest.approx(interval.high, abs=1e-9)
