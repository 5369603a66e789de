"""Counted observations give the tests of the observations, in any number of parts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.statistics import RankTests, rank_tests
from verwaltung_mining.statistics.dense_codes import dense_codes
from verwaltung_mining.statistics.log_histogram import EXACT_UP_TO, bucket_of
from verwaltung_mining.statistics.rank_counts import RankCounts
from verwaltung_mining.statistics.ranks import Floats, Question, counted_tests
from verwaltung_mining.statistics.strata import Bools, Ints

PLACES, CELLS, WEEKS = 3, 12, 40
CLOSE = 0.01
"""Cliff's delta of buckets and of exact values."""
rows = st.lists(
    st.tuples(
        st.floats(0.1, 1e6), st.integers(0, CELLS - 1), st.booleans(), st.integers(0, WEEKS - 1)
    ),
    min_size=1,
    max_size=60,
)


TWO_GROUPS = Question(
    cell=np.repeat(np.arange(CELLS), 2),
    affected=np.arange(2 * CELLS) % 2 == 1,
    place=np.arange(CELLS) % PLACES,
    places=PLACES,
)


def counted(values: Floats, cell: Ints, affected: Bools, week: Ints) -> RankCounts:
    """By buckets."""
    return RankCounts.partial(bucket_of(values), portion=2 * cell + affected, week=week)


def bits(tests: RankTests) -> tuple[bytes, ...]:
    arrays = (tests.effect_size, tests.p_value, tests.affected, tests.peers)
    return tuple(array.tobytes() for array in arrays)


@given(rows=rows, cuts=st.lists(st.integers(0, 60), max_size=5), seed=st.integers(0, 9))
def test_any_parts_in_any_order_give_the_same_tests_to_the_bit(
    rows: list[tuple[float, int, bool, int]], cuts: list[int], seed: int
) -> None:
    values, cell, affected, week = (np.array(column) for column in zip(*rows, strict=True))

    def part(mask: Ints) -> RankCounts:
        return counted(values[mask], cell[mask], affected[mask], week[mask])

    order = np.arange(len(values))
    shuffled = np.random.default_rng(seed).permutation(order)
    whole = counted_tests(part(order), TWO_GROUPS)
    merged = RankCounts.merge([part(mask) for mask in np.split(shuffled, sorted(cuts))])
    assert bits(counted_tests(merged, TWO_GROUPS)) == bits(whole)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("longer", [1.0, 1.1, 1.5])
def test_buckets_tell_the_effect_and_the_chance_of_exact_values(seed: int, longer: float) -> None:
    rng = np.random.default_rng(seed)
    count = EXACT_UP_TO // 4
    cell, week = rng.integers(0, CELLS, count), rng.integers(0, WEEKS, count)
    affected = rng.random(count) < 0.3
    values = rng.lognormal(11.0, 1.0, count) * np.where(affected, longer, 1.0)
    place = cell % PLACES
    exact = rank_tests(values, place=place, cell=cell, affected=affected, week=week, places=PLACES)
    close = counted_tests(counted(values, cell, affected, week), TWO_GROUPS)
    np.testing.assert_allclose(close.effect_size, exact.effect_size, atol=CLOSE)
    np.testing.assert_allclose(close.p_value, exact.p_value, atol=0.02)


def test_many_observations_are_ranked_by_their_buckets() -> None:
    rng = np.random.default_rng(5)
    count = EXACT_UP_TO + 1
    cell, week = rng.integers(0, CELLS, count), rng.integers(0, WEEKS, count)
    affected, values = rng.random(count) < 0.3, rng.lognormal(11.0, 1.0, count)
    place = cell % PLACES
    many = rank_tests(values, place=place, cell=cell, affected=affected, week=week, places=PLACES)
    counts = counted(values, cell, affected, week)
    assert bits(many) == bits(counted_tests(counts, TWO_GROUPS))
    assert len(counts.count) < count


@given(st.lists(st.integers(0, 10_000), max_size=50))
def test_dense_codes_are_those_of_sorting(keys: list[int]) -> None:
    given_ = np.array(keys, np.int64)
    distinct, code = dense_codes(given_)
    expected, inverse = np.unique(given_, return_inverse=True)
    assert (distinct.tolist(), code.tolist()) == (expected.tolist(), inverse.tolist())
