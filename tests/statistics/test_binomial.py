"""The exact test and interval of a share, beside scipy.stats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest

from verwaltung_mining.statistics import at_least, at_most, exact_interval, exact_p_value


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    """Successes and trials."""
    trials = draw(st.integers(1, 5_000))
    return draw(st.integers(0, trials)), trials


shares = st.floats(0.001, 0.999)


@given(counts(), shares)
def test_chances_of_more_and_of_fewer_are_those_of_the_binomial_distribution(
    counted: tuple[int, int], share: float
) -> None:
    seen, trials = counted
    assert at_least(seen, trials, share) == pytest.approx(
        binom.sf(seen - 1, trials, share), rel=1e-9, abs=1e-300
    )
    assert at_most(seen, trials, share) == pytest.approx(
        binom.cdf(seen, trials, share), rel=1e-9, abs=1e-300
    )


@given(counts(), shares)
def test_p_value_is_that_of_the_exact_two_sided_test(
    counted: tuple[int, int], share: float
) -> None:
    expected = binomtest(*counted, share).pvalue
    assert exact_p_value(*counted, share) == pytest.approx(expected, rel=1e-6, abs=1e-300)


@pytest.mark.parametrize("share", [0.0, 1.0])
@pytest.mark.parametrize("seen", [0, 1, 7])
def test_p_value_of_a_share_that_allows_no_exception(seen: int, share: float) -> None:
    assert exact_p_value(seen, 7, share) == float(seen == 7 * share)


@given(counts())
def test_interval_is_that_of_clopper_and_pearson(counted: tuple[int, int]) -> None:
    expected = binomtest(*counted).proportion_ci(0.95, method="exact")
    assert exact_interval(*counted) == pytest.approx((expected.low, expected.high), abs=1e-11)
