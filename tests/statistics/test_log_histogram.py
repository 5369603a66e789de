"""Buckets against exact values: within one per cent, and the same however the values are parted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.statistics import median, quantile
from verwaltung_mining.statistics.log_histogram import (
    BUCKETS,
    EXACT_UP_TO,
    LARGEST,
    RELATIVE_ERROR,
    Floats,
    LogHistogram,
    bucket_of,
    ordered_codes,
    value_of,
)

TIMES = st.floats(1e-3, 1e9) | st.just(0.0) | st.floats(-1e9, -1e-3)


def heavy(count: int, seed: int = 0) -> Floats:
    return np.random.default_rng(seed).lognormal(11.0, 1.5, count)


@given(st.lists(TIMES, min_size=1, max_size=200))
def test_every_value_is_near_the_one_that_stands_for_it(values: list[float]) -> None:
    exact = np.array(values)
    told = value_of(bucket_of(exact))
    assert np.all(np.abs(told - exact) <= RELATIVE_ERROR * np.abs(exact) * (1 + 1e-9))


@given(st.lists(TIMES, min_size=2, max_size=200))
def test_buckets_keep_the_order(values: list[float]) -> None:
    bucket = bucket_of(np.sort(np.array(values)))
    assert np.all(np.diff(bucket) >= 0)
    assert bucket.min() >= 0
    assert bucket.max() < BUCKETS


def test_what_is_beyond_the_last_bucket_lies_in_it() -> None:
    assert bucket_of(np.array([LARGEST, 1e300, -1e300])).tolist() == [BUCKETS - 1, BUCKETS - 1, 0]


@pytest.mark.parametrize("share", [0.0, 0.01, 0.25, 0.5, 0.75, 0.99, 1.0])
@pytest.mark.parametrize("count", [1, 2, 7, 100, 5000])
def test_quantile_is_within_one_per_cent_of_the_exact_one(count: int, share: float) -> None:
    values = heavy(count)
    told = LogHistogram.partial(values).quantile(share)
    assert told == pytest.approx(float(np.quantile(values, share)), rel=RELATIVE_ERROR)


@given(
    values=st.lists(TIMES, min_size=1, max_size=60),
    cuts=st.lists(st.integers(0, 60), max_size=5),
    turned=st.booleans(),
)
def test_parts_merge_to_the_same_histogram_in_any_number_and_order(
    values: list[float], cuts: list[int], turned: bool
) -> None:
    exact = np.array(values)
    whole = LogHistogram.partial(exact)
    parts = [LogHistogram.partial(part) for part in np.split(exact, sorted(cuts))]
    merged = LogHistogram.merge(parts[::-1] if turned else parts)
    assert merged.bucket.tobytes() == whole.bucket.tobytes()
    assert merged.count.tobytes() == whole.count.tobytes()
    assert merged.quantile(0.3) == whole.quantile(0.3)


def test_whether_values_are_exact_depends_on_their_number_alone() -> None:
    few, many = heavy(EXACT_UP_TO), heavy(EXACT_UP_TO + 1)
    assert quantile(few, 0.99) == float(np.quantile(few, 0.99))
    assert median(many) == LogHistogram.partial(many).quantile(0.5)
    assert median(many) != float(np.median(many))
    assert len(np.unique(ordered_codes(few))) == EXACT_UP_TO
    assert len(np.unique(ordered_codes(many))) < 1000
