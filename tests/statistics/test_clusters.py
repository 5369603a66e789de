"""Tests on sums over weeks: weeks are the units, not cases."""

import numpy as np
import pytest
from scipy import stats

from verwaltung_mining.statistics import cluster_p_value

LEVEL = 0.05
UNLIKELY = 1e-4


def test_one_observation_a_week_gives_students_t() -> None:
    excess = np.random.default_rng(1).normal(0.3, 1.0, 30)
    expected = stats.ttest_1samp(excess, 0.0).pvalue
    assert cluster_p_value(excess, np.arange(30)) == pytest.approx(expected)


def test_few_weeks_without_exception_are_sure_though_their_cases_differ_in_number() -> None:
    week = np.repeat(np.arange(15), np.random.default_rng(5).integers(20, 45, 15))
    assert cluster_p_value(np.full(len(week), 0.8), week) < 1e-6


def test_more_cases_in_the_same_weeks_make_nothing_surer() -> None:
    excess, week = np.random.default_rng(2).normal(0.3, 1.0, 30), np.arange(30)
    doubled = cluster_p_value(np.tile(excess, 2), np.tile(week, 2))
    assert doubled == pytest.approx(cluster_p_value(excess, week))


def test_p_value_is_uniform_under_the_null_when_weeks_share_their_fate() -> None:
    rng, runs, week = np.random.default_rng(3), 1000, np.repeat(np.arange(26), 5)
    below = sum(
        cluster_p_value(rng.normal(0, 1, 26)[week] + rng.normal(0, 1, len(week)), week) < LEVEL
        for _ in range(runs)
    )
    low, high = stats.binom.interval(1 - UNLIKELY, runs, LEVEL)
    assert low <= below <= high


def test_excess_without_exception_is_sure() -> None:
    assert cluster_p_value(np.full(200, 0.8), np.arange(200) % 40) < 1e-6


def test_sign_does_not_matter() -> None:
    excess, week = np.random.default_rng(4).normal(0.3, 1.0, 60), np.arange(60) % 20
    assert cluster_p_value(-excess, week) == pytest.approx(cluster_p_value(excess, week))


@pytest.mark.parametrize("excess", [np.ones(5), np.zeros(5), np.zeros(0)])
def test_one_week_or_no_variance_proves_nothing(excess: np.ndarray) -> None:
    assert cluster_p_value(excess, np.zeros(len(excess), np.int64)) == 1.0
