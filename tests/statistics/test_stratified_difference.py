"""The stratified excess against a naive loop over cells."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.statistics import stratified_excess, week_draws

WEEKS = 4
rows_of = st.lists(
    st.tuples(st.floats(0, 100), st.booleans(), st.integers(0, 2), st.integers(0, WEEKS - 1)),
    max_size=30,
)


def naive_excess(rows: list[tuple[float, bool, int, int]], times: np.ndarray) -> float:
    """Σ over cells of n₁(mean₁ − mean₀), each row as often as its week is drawn."""
    total = 0.0
    for code in {row[2] for row in rows}:
        here = [(v, a, times[w]) for v, a, c, w in rows if c == code]
        n1 = sum(n for _, a, n in here if a)
        n0 = sum(n for _, a, n in here if not a)
        if n1 and n0:
            mean1 = sum(v * n for v, a, n in here if a) / n1
            mean0 = sum(v * n for v, a, n in here if not a) / n0
            total += n1 * (mean1 - mean0)
    return total


@given(rows_of)
def test_excess_is_that_of_a_naive_loop_in_the_log_and_in_every_draw(
    rows: list[tuple[float, bool, int, int]],
) -> None:
    values = np.array([r[0] for r in rows], float)
    affected = np.array([r[1] for r in rows], bool)
    cell, week = (np.array([r[k] for r in rows], np.int64) for k in (2, 3))
    draws = week_draws(WEEKS, draws=5)
    once = stratified_excess(values, affected=affected, cell=cell, week=week)
    drawn = stratified_excess(values, affected=affected, cell=cell, week=week, draws=draws)
    assert once.tolist() == pytest.approx([naive_excess(rows, np.ones(WEEKS))], abs=1e-6)
    expected = [naive_excess(rows, times) for times in draws.multiplicity]
    assert drawn == pytest.approx(expected, abs=1e-6)


def test_difference_of_the_mix_alone_is_no_excess() -> None:
    """The affected are mostly of the slow kind, but no slower than their kind."""
    cell = np.array([0] * 10 + [1] * 10)
    affected = np.arange(20) % 10 < np.where(cell == 0, 2, 8)
    values = np.where(cell == 0, 1.0, 9.0)
    week = np.zeros(20, np.int64)
    assert stratified_excess(values, affected=affected, cell=cell, week=week)[0] == 0.0
    together = stratified_excess(values, affected=affected, cell=np.zeros(20, np.int64), week=week)
    assert together[0] > 20
