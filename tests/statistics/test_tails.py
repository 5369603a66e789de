"""Tails: how many lie far out, by the law of the times."""

import numpy as np
import pytest

from verwaltung_mining.statistics import tail

RANKS = (np.arange(20_000) + 0.5) / 20_000
QUANTILES = {
    "exponential": -np.log(1 - RANKS),
    "Weibull": (-np.log(1 - RANKS)) ** 2,
    "uniform": RANKS,
}


@pytest.mark.parametrize("law", QUANTILES)
def test_common_laws_have_fewer_far_out_than_a_pareto_tail(law: str) -> None:
    seconds = QUANTILES[law]
    shape = tail(seconds, usual_quantile=0.75, least_usual=0.0)
    assert (seconds > shape.far).mean() <= shape.expected


@pytest.mark.parametrize("exponent", [1.0, 1.5, 3.0])
def test_pareto_tail_has_exactly_the_expected_share_far_out(exponent: float) -> None:
    seconds = (1 - RANKS) ** (-1 / exponent)
    shape = tail(seconds, usual_quantile=0.75, least_usual=0.0)
    assert (seconds > shape.far).mean() == pytest.approx(shape.expected, rel=0.02)


def test_odd_files_do_not_move_the_mark() -> None:
    seconds = QUANTILES["exponential"].copy()
    before = tail(seconds, usual_quantile=0.75, least_usual=0.0)
    seconds[-200:] *= 100
    assert tail(seconds, usual_quantile=0.75, least_usual=0.0) == before


def test_least_usual_time_is_kept() -> None:
    shape = tail(np.zeros(10), usual_quantile=0.75, least_usual=5.0)
    assert (shape.usual, shape.far) == (5.0, 5.0)
    assert tail(np.zeros(10), usual_quantile=0.75, least_usual=0.0).far == 0.0
