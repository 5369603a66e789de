"""Rank correlation: scipy as the oracle in one cell, nothing from differences between cells."""

import numpy as np
import pytest
from scipy.stats import spearmanr

from verwaltung_mining.statistics import rank_correlation

SIZE = 200
WEEK = np.arange(SIZE) // 4
ZERO = np.zeros(SIZE, np.int64)


def drawn(seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    one = rng.integers(0, 40, SIZE).astype(float)
    return one, one + rng.normal(0, 30, SIZE)


@pytest.mark.parametrize("seed", range(5))
def test_one_cell_is_spearmans_rho(seed: int) -> None:
    one, other = drawn(seed)
    found = rank_correlation(one, other, cell=ZERO, week=WEEK)
    assert found.rho == pytest.approx(spearmanr(one, other).statistic)


def test_what_differs_only_between_cells_does_not_count() -> None:
    rng = np.random.default_rng(1)
    cell = np.arange(SIZE) % 2
    one, other = rng.random((2, SIZE)) + 10 * cell
    found = rank_correlation(one, other, cell=cell, week=WEEK)
    assert abs(found.rho) < 0.2
    assert found.p_value > 0.01


def test_unrelated_values_are_significant_as_often_as_stated() -> None:
    p = [
        rank_correlation(*np.random.default_rng(s).random((2, SIZE)), cell=ZERO, week=WEEK).p_value
        for s in range(400)
    ]
    assert np.mean(np.array(p) < 0.05) == pytest.approx(0.05, abs=0.03)


def test_equal_values_have_no_correlation() -> None:
    found = rank_correlation(np.ones(SIZE), drawn(1)[0], cell=ZERO, week=WEEK)
    assert (found.rho, found.p_value) == (0.0, 1.0)


def test_nothing_has_no_correlation() -> None:
    empty, none = np.zeros(0), np.zeros(0, np.int64)
    assert rank_correlation(empty, empty, cell=none, week=none).p_value == 1.0
