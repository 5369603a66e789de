"""Week draws against naive sums, and what an interval from them covers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.statistics import percentile_interval, week_draws


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2), st.integers(-9, 9)), max_size=30))
def test_drawn_sums_are_those_of_a_naive_loop(rows: list[tuple[int, int, int]]) -> None:
    draws = week_draws(5, draws=7)
    week, column, value = (np.array([r[k] for r in rows], np.int64).reshape(-1) for k in range(3))
    sums = draws.sums(value.astype(float), column=column, week=week, columns=3)
    for b, times in enumerate(draws.multiplicity):
        for code in range(3):
            expected = sum(times[w] * v for w, c, v in rows if c == code)
            assert sums[b, code] == pytest.approx(expected)


def test_each_draw_takes_as_many_weeks_as_there_are() -> None:
    multiplicity = week_draws(30).multiplicity
    assert multiplicity.shape == (500, 30)
    assert set(multiplicity.sum(axis=1)) == {30.0}
    assert multiplicity.mean(axis=0) == pytest.approx(np.ones(30), abs=0.3)


def test_draws_are_the_same_in_every_run_and_other_for_another_seed() -> None:
    again = week_draws.__wrapped__(12)
    assert np.array_equal(week_draws(12).multiplicity, again.multiplicity)
    assert not np.array_equal(week_draws(12, seed=1).multiplicity, again.multiplicity)


def test_draws_cannot_be_changed_by_those_who_use_them() -> None:
    with pytest.raises(ValueError, match="read-only"):
        week_draws(3).multiplicity[0, 0] = 9.0


def test_log_of_one_week_can_be_drawn() -> None:
    assert np.all(week_draws(1).multiplicity == 1.0)
    assert week_draws(0).weeks == 1


def test_interval_leaves_half_of_the_rest_on_each_side() -> None:
    draws = np.random.default_rng(2).permutation(np.arange(1001.0))
    assert percentile_interval(draws) == pytest.approx((25.0, 975.0))
    assert percentile_interval(draws, coverage=0.8) == pytest.approx((100.0, 900.0))


def test_interval_of_week_draws_covers_the_true_total_where_weeks_share_their_fate() -> None:
    runs, weeks, per_week = 300, 40, 8
    rng = np.random.default_rng(7)
    draws, week = week_draws(weeks), np.repeat(np.arange(weeks), per_week)
    inside = 0
    for _ in range(runs):
        values = rng.exponential(1.0, weeks)[week] + rng.exponential(1.0, len(week))
        sums = draws.sums(values, column=np.zeros_like(week), week=week, columns=1)[:, 0]
        low, high = percentile_interval(sums)
        inside += low <= 2.0 * len(week) <= high
    assert inside / runs >= 0.9
