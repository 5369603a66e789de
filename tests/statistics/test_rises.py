"""Rises: one step or a trend in weekly levels, against a regression written out in a loop."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.statistics import Rise, WeeklyLevels, rise

EDGE = 13
YEAR = 52


def levels_of(
    level: np.ndarray, *, weight: np.ndarray | None = None, season: np.ndarray | None = None
) -> WeeklyLevels:
    """One level per week."""
    count = len(level)
    return WeeklyLevels(
        level=np.asarray(level, float),
        weight=np.ones(count) if weight is None else weight.astype(float),
        week=np.arange(count),
        season=np.zeros(count, np.int64) if season is None else season,
    )


def months(count: int) -> np.ndarray:
    """Thirteen cells of four weeks a year."""
    cells: np.ndarray = np.arange(count) % YEAR // 4
    return cells


def found(levels: WeeklyLevels) -> Rise:
    best = rise(levels, edge=EDGE)
    assert best is not None
    return best


def noise(seed: int, count: int) -> np.ndarray:
    drawn: np.ndarray = np.random.default_rng(seed).normal(0, 1, count)
    return drawn


def test_step_is_found_at_its_week_with_its_size() -> None:
    level = np.where(np.arange(100) >= 60, 5.0, 2.0)
    best = found(levels_of(level))
    assert best.form == "step"
    assert int((best.group == 0).sum()) == 60
    assert best.size == pytest.approx(3.0)
    assert best.parts == pytest.approx((3.0, 3.0))
    assert best.p_value < 1e-12


def test_trend_compares_the_ends_of_the_period() -> None:
    """A tenth a week over 90 weeks: the last 26 lie 64 weeks after the first 26."""
    best = found(levels_of(np.arange(90) / 10))
    assert best.form == "trend"
    assert best.size == pytest.approx(6.4)
    assert best.parts == pytest.approx((3.2, 3.2))
    assert best.p_value < 1e-12


def test_fall_has_a_negative_size() -> None:
    assert found(levels_of(np.where(np.arange(60) >= 30, 1.0, 4.0))).size == pytest.approx(-3.0)


def test_season_that_comes_every_year_is_no_rise() -> None:
    """A peak at the end of each of two years; the first year alone would show a step."""
    wave = np.where(months(2 * YEAR) >= 9, 8.0, 2.0) + noise(1, 2 * YEAR)
    assert found(levels_of(wave, season=months(2 * YEAR))).p_value > 0.05
    assert found(levels_of(wave[:YEAR])).p_value < 0.001


def test_step_beside_a_season_keeps_its_size() -> None:
    level = np.where(months(156) >= 9, 8.0, 2.0) + np.where(np.arange(156) >= 90, 3.0, 0.0)
    best = found(levels_of(level, season=months(156)))
    assert int((best.group == 0).sum()) == 90
    assert best.size == pytest.approx(3.0)


def test_step_that_the_season_explains_cannot_be_told() -> None:
    """One year and every month once: each step is a season."""
    level = np.where(np.arange(YEAR) >= 28, 5.0, 2.0)
    assert rise(levels_of(level, season=np.arange(YEAR) // 4), edge=EDGE) is None


def test_too_few_weeks_show_nothing() -> None:
    assert rise(levels_of(np.arange(2 * EDGE - 1)), edge=EDGE) is None
    assert rise(levels_of(np.arange(2 * EDGE)), edge=EDGE) is not None


def test_level_that_never_moves_shows_nothing() -> None:
    assert rise(levels_of(np.full(60, 4.0)), edge=EDGE) is None


@pytest.mark.parametrize("alike", [0.0, 0.3, 0.6])
def test_levels_without_a_rise_are_rarely_taken_for_one(alike: float) -> None:
    """Neighbouring weeks alike or not: at most one in ten at five per cent, few at one."""
    p_values = []
    for seed in range(200):
        shocks = noise(seed, 130)
        level = np.zeros(130)
        for k in range(1, 130):
            level[k] = alike * level[k - 1] + shocks[k]
        p_values.append(found(levels_of(level)).p_value)
    assert np.mean(np.array(p_values) < 0.05) <= 0.10
    assert np.mean(np.array(p_values) < 0.01) <= 0.035


@given(st.integers(0, 10_000), st.booleans())
def test_best_step_and_its_size_equal_regressions_in_a_loop(seed: int, seasonal: bool) -> None:
    rng = np.random.default_rng(seed)
    count = int(rng.integers(60, 140))
    season = months(count) if seasonal else np.zeros(count, np.int64)
    weight = rng.integers(1, 20, count)
    level = rng.normal(0, 1, count) + np.where(np.arange(count) >= count // 2, 2.0, 0.0)
    best = found(levels_of(level, weight=weight, season=season))
    base = np.eye(13)[season][:, np.unique(season)]

    def fit(column: np.ndarray) -> tuple[float, float]:
        scale = np.sqrt(weight)
        design = np.column_stack([base, column]) * scale[:, None]
        solved, *_ = np.linalg.lstsq(design, level * scale, rcond=None)
        return float(solved[-1]), float(((level * scale - design @ solved) ** 2).sum())

    steps = {k: fit((np.arange(count) >= k).astype(float)) for k in range(EDGE, count - EDGE + 1)}
    start, (slope, left) = min(steps.items(), key=lambda item: item[1][1])
    trend_left = fit(np.arange(count).astype(float))[1]
    if best.form == "step":
        assert int((best.group == 0).sum()) == start
        assert left <= trend_left + 1e-9
        assert best.size == pytest.approx(slope)
    else:
        assert trend_left <= left + 1e-9


@given(st.integers(0, 1000), st.floats(0.01, 100.0))
def test_unit_of_the_levels_does_not_matter(seed: int, factor: float) -> None:
    level = noise(seed, 80) + np.where(np.arange(80) >= 40, 1.0, 0.0)
    one, other = found(levels_of(level)), found(levels_of(level * factor))
    assert other.size == pytest.approx(one.size * factor)
    assert other.p_value == pytest.approx(one.p_value)
