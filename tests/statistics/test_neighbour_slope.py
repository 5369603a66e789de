"""Slopes on the differences of neighbours, against least squares and against plain means."""

import numpy as np
import pytest

from verwaltung_mining.statistics import neighbour_slope, week_draws
from verwaltung_mining.statistics.neighbour_slope import Floats, NeighbourSlope

COUNT, WEEKS = 600, 30
ZERO = np.zeros(COUNT, np.int64)
ORDER = np.arange(COUNT)
WEEK = ORDER * WEEKS // COUNT


def slope(
    outcome: Floats, regressor: Floats, control: Floats, instrument: Floats | None = None
) -> NeighbourSlope:
    found = neighbour_slope(
        outcome,
        regressor,
        control=control,
        instrument=regressor if instrument is None else instrument,
        order=ORDER,
        cell=ZERO,
        week=WEEK,
        draws=week_draws(WEEKS),
    )
    assert found is not None
    return found


def columns(seed: int) -> tuple[Floats, Floats, Floats]:
    rng = np.random.default_rng(seed)
    control = rng.normal(size=COUNT)
    regressor = rng.gamma(2.0, 1.0, COUNT) + 0.5 * control
    return 0.7 * regressor - 2.0 * control + rng.normal(size=COUNT), regressor, control


@pytest.mark.parametrize("seed", range(3))
def test_slope_is_that_of_least_squares_on_the_differences(seed: int) -> None:
    outcome, regressor, control = columns(seed)
    design = np.diff(np.c_[regressor, control], axis=0)
    expected = np.linalg.lstsq(design, np.diff(outcome), rcond=None)[0][0]
    assert slope(outcome, regressor, control).point == pytest.approx(expected)


def test_draws_scatter_around_the_slope_as_much_as_repeated_samples_do() -> None:
    points = [slope(*columns(seed)).point for seed in range(60)]
    drawn = np.mean([slope(*columns(seed)).draws.std() for seed in range(10)])
    assert drawn == pytest.approx(np.std(points), rel=0.3)


def test_what_changes_slowly_along_the_order_falls_out() -> None:
    outcome, regressor, control = columns(1)
    trend = 50 * np.sin(ORDER / 40)
    with_trend = slope(outcome + trend, regressor, control)
    assert with_trend.point == pytest.approx(slope(outcome, regressor, control).point, abs=0.2)


def test_group_as_instrument_is_not_misled_by_what_both_depend_on() -> None:
    """A hidden trait lengthens both; the group is drawn by lot and adds to the regressor only."""
    rng = np.random.default_rng(2)
    hidden, group = rng.gamma(2.0, 1.0, COUNT), (rng.random(COUNT) < 0.4).astype(float)
    regressor = hidden + 3 * group + rng.normal(size=COUNT) / 10
    outcome = -0.5 * regressor + 2 * hidden + rng.normal(size=COUNT) / 10
    none = np.zeros(COUNT)
    assert slope(outcome, regressor, none).point > 0.2
    assert slope(outcome, regressor, none, group).point == pytest.approx(-0.5, abs=0.2)


def test_true_slope_is_rejected_about_as_often_as_the_level_says() -> None:
    rejected = sum(slope(*columns(seed)).p_value(0.7) < 0.05 for seed in range(300))
    assert 5 <= rejected <= 30


def test_slope_that_is_wrong_is_rejected() -> None:
    assert slope(*columns(3)).p_value(0.0) < 0.001


def test_regressor_without_spread_tells_nothing() -> None:
    constant = np.ones(COUNT)
    none = np.zeros(COUNT)
    found = neighbour_slope(
        columns(4)[0],
        constant,
        control=none,
        instrument=constant,
        order=ORDER,
        cell=ZERO,
        week=WEEK,
        draws=week_draws(WEEKS),
    )
    assert found is None


def test_means_of_cells_are_taken_out() -> None:
    outcome, regressor, control = columns(5)
    cell = ORDER % 3
    shifted = neighbour_slope(
        outcome + 100.0 * cell,
        regressor,
        control=control,
        instrument=regressor,
        order=ORDER,
        cell=cell,
        week=WEEK,
        draws=week_draws(WEEKS),
    )
    assert shifted is not None
    assert shifted.point == pytest.approx(0.7, abs=0.1)
