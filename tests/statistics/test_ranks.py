"""The stratified rank test against SciPy, naive loops, an explicit bootstrap, many null draws."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.special import stdtrit

from verwaltung_mining.statistics import NOT_COMPARED, RankTests, rank_tests
from verwaltung_mining.statistics.clusters import Floats
from verwaltung_mining.statistics.strata import Bools, Ints

LEVEL = 0.05
UNLIKELY = 1e-4
"""A share outside the binomial band of this probability is no accident."""

observations = st.lists(
    st.tuples(
        st.integers(0, 4),  # value, with many ties
        st.integers(0, 2),  # place
        st.integers(-1, 1),  # cell within the place, -1: not compared
        st.booleans(),  # affected
        st.integers(0, 5),  # week
    ),
    min_size=1,
    max_size=40,
)


def ranked(values: Floats, affected: Bools, week: Ints, cell: Ints | None = None) -> RankTests:
    """One place; one cell unless given."""
    zero = np.zeros(len(values), np.int64)
    return rank_tests(
        values,
        place=zero,
        cell=zero if cell is None else cell,
        affected=affected,
        week=week,
        places=1,
    )


def wins(mine: Floats, others: Floats) -> float:
    """P(mine > other), ties half, by all pairs."""
    won = [float(x > y) + (x == y) / 2 for x in mine for y in others]
    return sum(won) / len(won)


def naive_theta(values: Floats, affected: Bools, cell: Ints) -> float | None:
    """Average of P(affected > peer) over cells, weighted by n₁n₀/(n₁+n₀)."""
    total = weights = 0.0
    for code in sorted(set(cell.tolist()) - {NOT_COMPARED}):
        mine, others = values[(cell == code) & affected], values[(cell == code) & ~affected]
        if len(mine) and len(others):
            weight = len(mine) * len(others) / (len(mine) + len(others))
            total, weights = total + weight * wins(mine, others), weights + weight
    return total / weights if weights else None


@given(
    mine=st.lists(st.integers(0, 6), min_size=1, max_size=15),
    others=st.lists(st.integers(0, 6), min_size=1, max_size=15),
)
def test_effect_size_in_one_cell_is_that_of_mann_whitney(
    mine: list[int], others: list[int]
) -> None:
    values = np.array([*mine, *others], float)
    affected = np.arange(len(values)) < len(mine)
    test = ranked(values, affected, np.arange(len(values)))
    u = stats.mannwhitneyu(mine, others).statistic
    assert test.effect_size[0] == pytest.approx(2 * u / (len(mine) * len(others)) - 1)
    assert (test.affected[0], test.peers[0]) == (len(mine), len(others))


@given(observations)
def test_effect_size_over_cells_is_that_of_a_naive_loop(
    rows: list[tuple[int, int, int, bool, int]],
) -> None:
    value, place, inner, affected, week = (np.array(column) for column in zip(*rows, strict=True))
    cell = np.where(inner < 0, NOT_COMPARED, place * 2 + inner)
    tests = rank_tests(
        value.astype(float), place=place, cell=cell, affected=affected, week=week, places=3
    )
    for code in range(3):
        here = place == code
        theta = naive_theta(value[here].astype(float), affected[here], cell[here])
        assert tests.effect_size[code] == pytest.approx(0.0 if theta is None else 2 * theta - 1)
        assert tests.affected[code] == (here & affected & (cell >= 0)).sum()
        assert tests.peers[code] == (here & ~affected & (cell >= 0)).sum()
        if theta is None:
            assert tests.p_value[code] == 1.0


@given(observations)
def test_places_are_tested_as_if_each_stood_alone(
    rows: list[tuple[int, int, int, bool, int]],
) -> None:
    value, place, inner, affected, week = (np.array(column) for column in zip(*rows, strict=True))
    values, cell = value.astype(float), np.where(inner < 0, NOT_COMPARED, place * 2 + inner)
    together = rank_tests(values, place=place, cell=cell, affected=affected, week=week, places=3)
    for code in range(3):
        here = place == code
        alone = ranked(values[here], affected[here], week[here], cell[here])
        assert together.p_value[code] == pytest.approx(alone.p_value[0])


def test_p_value_does_not_care_which_group_is_called_affected() -> None:
    values, affected, week = clustered(np.random.default_rng(5))
    one, other = ranked(values, affected, week), ranked(values, ~affected, week)
    assert one.p_value[0] == pytest.approx(other.p_value[0])
    assert one.effect_size[0] == pytest.approx(-other.effect_size[0])


def test_nothing_compared_gives_no_effect_and_no_doubt() -> None:
    test = ranked(np.arange(6.0), np.ones(6, bool), np.arange(6))
    assert (test.effect_size[0], test.p_value[0]) == (0.0, 1.0)


def test_one_week_proves_nothing() -> None:
    values = np.r_[np.zeros(50), np.ones(50)]
    test = ranked(values, values > 0, np.zeros(100, np.int64))
    assert (test.effect_size[0], test.p_value[0]) == (1.0, 1.0)


def test_difference_without_any_exception_is_the_surest() -> None:
    """Every affected one takes longer than every peer, in every week alike."""
    affected, week = np.tile([True, False], 60), np.repeat(np.arange(30), 4)
    test = ranked(np.where(affected, 5.0, 2.0), affected, week)
    assert test.effect_size[0] == pytest.approx(1.0)
    assert test.p_value[0] < 1e-4
    noise = np.random.default_rng(1).random(120)
    assert ranked(np.where(affected, 5.0, 2.0) + noise, affected, week).p_value[0] < 1e-10


def test_p_value_is_right_far_out_where_many_hypotheses_are_corrected() -> None:
    """8,000 null tests in small strata at once: one in a thousand is below 0.001."""
    runs, weeks, per_week, strata = 8_000, 40, 5, 2
    rng, size = np.random.default_rng(21), weeks * per_week
    place = np.repeat(np.arange(runs), size)
    week = np.tile(np.repeat(np.arange(weeks), per_week), runs)
    tests = rank_tests(
        rng.gamma(2.0, 1.0, runs * size),
        place=place,
        cell=place * strata + week * strata // weeks,
        affected=rng.random(runs * size) < 0.2,
        week=week,
        places=runs,
    )
    for level in (0.05, 0.01, 0.001):
        low, high = stats.binom.interval(1 - UNLIKELY, runs, level)
        assert low <= (tests.p_value < level).sum() <= high


def test_cell_in_which_the_difference_turns_over_does_not_count_as_difference() -> None:
    """Simpson: within each cell equal, in all the affected are longer."""
    easy, hard = np.tile([1.0, 2.0], 20), np.tile([11.0, 12.0], 20)
    affected = np.r_[np.repeat([True, False], [4, 36]), np.repeat([True, False], [36, 4])]
    values, week = np.r_[easy, hard], np.arange(80) % 13
    cell = np.repeat([0, 1], 40)
    assert ranked(values, affected, week).effect_size[0] > 0.5
    assert ranked(values, affected, week, cell).effect_size[0] == 0.0


def clustered(
    rng: np.random.Generator, *, weeks: int = 26, per_week: int = 12, effect: float = 0.0
) -> tuple[Floats, Bools, Ints]:
    """Values that share the fate of their week; in some weeks more are affected than in others."""
    week = np.repeat(np.arange(weeks), per_week)
    share = rng.beta(0.5, 0.5, weeks)[week]
    affected = rng.random(len(week)) < share
    values = rng.normal(0, 1, weeks)[week] + rng.exponential(1.0, len(week)) + effect * affected
    return values, affected, week


def rejected(draw: Callable[[np.random.Generator], tuple[Floats, Bools, Ints]], runs: int) -> float:
    """Share of null draws with p below 0.05."""
    rng = np.random.default_rng(11)
    below = 0
    for _ in range(runs):
        below += ranked(*draw(rng)).p_value[0] < LEVEL
    return below / runs


def test_p_value_is_uniform_under_the_null_when_weeks_share_their_fate() -> None:
    runs = 1500
    low, high = stats.binom.interval(1 - UNLIKELY, runs, LEVEL)
    assert low / runs <= rejected(clustered, runs) <= high / runs


def test_cases_as_units_would_reject_far_too_often() -> None:
    """The oracle for the test above: its draws do mislead a test that ignores weeks."""

    def alone(rng: np.random.Generator) -> tuple[Floats, Bools, Ints]:
        values, affected, _ = clustered(rng)
        return values, affected, np.arange(len(values))

    assert rejected(alone, 200) > 0.3


def test_true_difference_is_found() -> None:
    runs = 50
    rng = np.random.default_rng(12)
    found = [ranked(*clustered(rng, effect=2.0)).p_value[0] < LEVEL for _ in range(runs)]
    assert np.mean(found) > 0.9


def test_variance_in_closed_form_is_that_of_an_explicit_week_bootstrap() -> None:
    weeks, draws = 40, 400
    rng = np.random.default_rng(3)
    values, affected, week = clustered(rng, weeks=weeks, per_week=15)
    cell = rng.integers(0, 2, len(values))
    test = ranked(values, affected, week, cell)
    closed = abs(test.effect_size[0] / 2) / -stdtrit(weeks - 1, test.p_value[0] / 2)
    members = [np.flatnonzero(week == w) for w in range(weeks)]
    thetas = []
    for _ in range(draws):
        chosen = np.concatenate([members[w] for w in rng.integers(0, weeks, weeks)])
        thetas.append(ranked(values[chosen], affected[chosen], week[chosen], cell[chosen]))
    drawn = np.std([t.effect_size[0] / 2 for t in thetas])
    assert closed == pytest.approx(drawn, rel=0.15)
