"""Intervals of cases against naive sets of milliseconds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.shapes import Claims, Cover

NOW = 1_700_000_000_000
"""Milliseconds since the epoch, so that arithmetic on instants is tried at its real size."""
MILLISECONDS = 1000

Interval = tuple[int, int, int]
intervals = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 20), st.integers(0, 8)), max_size=9
)
"""Case index, begin, length."""


def claims_of(rows: list[Interval]) -> Claims:
    index, begin, length = (np.array([r[k] for r in rows], np.int64) for k in range(3))
    return Claims(index=index, begin=NOW + begin, finish=NOW + begin + length)


def moments(rows: list[Interval]) -> set[tuple[int, int]]:
    """Every (case, millisecond) that the intervals cover."""
    return {(index, at) for index, begin, length in rows for at in range(begin, begin + length)}


@given(intervals)
def test_united_covers_the_same_time_once(rows: list[Interval]) -> None:
    united = claims_of(rows).united()
    parts = list(zip(united.index, united.begin - NOW, united.finish - united.begin, strict=True))
    assert moments(parts) == moments(rows)
    assert united.seconds.sum() * MILLISECONDS == pytest.approx(len(moments(rows)))


@given(intervals)
def test_united_is_sorted_and_leaves_a_gap_between_intervals_of_a_case(
    rows: list[Interval],
) -> None:
    united = claims_of(rows).united()
    for k in range(1, len(united.index)):
        assert united.index[k] >= united.index[k - 1]
        if united.index[k] == united.index[k - 1]:
            assert united.begin[k] > united.finish[k - 1]


@given(intervals)
def test_united_twice_is_united_once(rows: list[Interval]) -> None:
    once = claims_of(rows).united()
    twice = once.united()
    assert np.array_equal(once.index, twice.index)
    assert np.array_equal(once.begin, twice.begin)
    assert np.array_equal(once.finish, twice.finish)


@given(intervals)
def test_no_case_with_a_claim_is_lost_by_uniting(rows: list[Interval]) -> None:
    assert set(claims_of(rows).united().index.tolist()) == {row[0] for row in rows}


@given(intervals, intervals)
def test_covered_seconds_are_those_of_a_naive_loop(
    taken: list[Interval], asked: list[Interval]
) -> None:
    covered = moments(taken)
    expected = [len(moments([row]) & covered) / MILLISECONDS for row in asked]
    found = Cover.of(claims_of(taken)).seconds_in(claims_of(asked))
    assert found == pytest.approx(expected, abs=1e-9)


@given(intervals, intervals, st.randoms(use_true_random=False))
def test_partly_covered_time_counts_by_its_share(
    taken: list[Interval], asked: list[Interval], random: np.random.Generator
) -> None:
    united = claims_of(taken).united()
    share = np.array([random.random() for _ in united.index])
    of_moment = {
        (case, at): part
        for case, begin, finish, part in zip(
            united.index, united.begin - NOW, united.finish - NOW, share, strict=True
        )
        for at in range(begin, finish)
    }
    cover = Cover(intervals=united, share=share)
    expected = [sum(of_moment.get(m, 0.0) for m in moments([row])) for row in asked]
    assert cover.seconds_in(claims_of(asked)) * MILLISECONDS == pytest.approx(expected, abs=1e-6)


def test_joined_holds_the_intervals_of_both() -> None:
    both = claims_of([(0, 1, 2)]).joined(claims_of([(1, 5, 3)]))
    assert both.index.tolist() == [0, 1]
    assert both.seconds.tolist() == [0.002, 0.003]


def test_select_keeps_what_the_mask_says() -> None:
    chosen = claims_of([(0, 1, 2), (1, 5, 3)]).select(np.array([False, True]))
    assert chosen.index.tolist() == [1]


def test_no_claims_cover_nothing() -> None:
    assert Cover.of(Claims.none()).seconds_in(claims_of([(0, 0, 5)])).tolist() == [0.0]
    assert len(Claims.none().united().index) == 0
