"""Overlaps against a naive loop over milliseconds."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.benefit.sweep import sweep
from verwaltung_mining.shapes import Claims

NOW = 1_700_000_000_000
Interval = tuple[int, int, int]
interval = st.tuples(st.integers(0, 1), st.integers(0, 15), st.integers(0, 8))
findings = st.lists(
    st.tuples(st.lists(interval, max_size=5), st.floats(0, 1)), min_size=1, max_size=4
)
"""Each finding: its intervals (case, begin, length) and its weight."""


def claims_of(rows: list[Interval]) -> Claims:
    index, begin, length = (np.array([r[k] for r in rows], np.int64) for k in range(3))
    return Claims(index=index, begin=NOW + begin, finish=NOW + begin + length)


def moments(rows: list[Interval]) -> set[tuple[int, int]]:
    return {(i, at) for i, begin, length in rows for at in range(begin, begin + length)}


def naive_shares(found: list[tuple[list[Interval], float]]) -> list[float]:
    """Every millisecond is split w / max(1, Σ w) among the findings that claim it."""
    claimed = [moments(rows) for rows, _ in found]
    shares = [0.0] * len(found)
    for moment in set().union(*claimed):
        here = [k for k, mine in enumerate(claimed) if moment in mine]
        total = sum(found[k][1] for k in here)
        for k in here:
            shares[k] += found[k][1] / max(1.0, total)
    return shares


def naive_union(found: list[tuple[list[Interval], float]]) -> float:
    """Every millisecond counts with the weights of its claims, at most once."""
    claimed = [moments(rows) for rows, _ in found]
    return sum(
        min(1.0, sum(w for (_, w), mine in zip(found, claimed, strict=True) if moment in mine))
        for moment in set().union(*claimed)
    )


def weights_of(found: list[tuple[list[Interval], float]]) -> np.ndarray:
    return np.array([weight for _, weight in found])


@given(findings)
def test_fair_shares_are_those_of_a_naive_loop(found: list[tuple[list[Interval], float]]) -> None:
    slices = sweep([claims_of(rows) for rows, _ in found])
    shares = slices.fair_shares(weights_of(found)) * 1000
    assert shares == pytest.approx(naive_shares(found), abs=1e-6)


@given(findings)
def test_fair_shares_add_up_to_the_union_and_the_union_to_no_more_than_the_time_claimed(
    found: list[tuple[list[Interval], float]],
) -> None:
    slices = sweep([claims_of(rows) for rows, _ in found])
    total = float(slices.fair_shares(weights_of(found)).sum())
    order = list(range(len(found)))
    union = slices.cumulative(weights_of(found), order)[order[-1]]
    assert total == pytest.approx(union)
    assert union * 1000 == pytest.approx(naive_union(found), abs=1e-6)
    assert union * 1000 <= len(set().union(*(moments(rows) for rows, _ in found))) + 1e-6


@given(findings)
def test_no_fair_share_exceeds_what_the_finding_claims(
    found: list[tuple[list[Interval], float]],
) -> None:
    slices = sweep([claims_of(rows) for rows, _ in found])
    own = [len(moments(rows)) * weight for rows, weight in found]
    shares = slices.fair_shares(weights_of(found)) * 1000
    assert all(share <= mine + 1e-6 for share, mine in zip(shares, own, strict=True))


@given(findings, st.randoms(use_true_random=False))
def test_cumulative_never_falls_down_the_list_and_is_the_union_so_far(
    found: list[tuple[list[Interval], float]], random: object
) -> None:
    order = list(range(len(found)))
    random.shuffle(order)  # type: ignore[attr-defined]
    slices = sweep([claims_of(rows) for rows, _ in found])
    cumulative = slices.cumulative(weights_of(found), order)[order] * 1000
    expected = [naive_union([found[k] for k in order[: n + 1]]) for n in range(len(order))]
    assert cumulative == pytest.approx(expected, abs=1e-6)
    assert all(a <= b + 1e-9 for a, b in pairwise(cumulative))


@given(findings)
def test_share_inside_another_finding_is_that_of_a_naive_loop(
    found: list[tuple[list[Interval], float]],
) -> None:
    inside = sweep([claims_of(rows) for rows, _ in found]).inside()
    claimed = [moments(rows) for rows, _ in found]
    for i, mine in enumerate(claimed):
        for j, other in enumerate(claimed):
            expected = len(mine & other) / len(mine) if mine else 0.0
            assert inside[i, j] == pytest.approx(expected)


@given(findings, st.lists(interval, max_size=5))
def test_cover_holds_what_all_findings_claim_together(
    found: list[tuple[list[Interval], float]], asked: list[Interval]
) -> None:
    cover = sweep([claims_of(rows) for rows, _ in found]).cover(weights_of(found))
    claimed = [(moments(rows), weight) for rows, weight in found]
    expected = [
        sum(min(1.0, sum(w for mine, w in claimed if m in mine)) for m in moments([row]))
        for row in asked
    ]
    assert cover.seconds_in(claims_of(asked)) * 1000 == pytest.approx(expected, abs=1e-6)


def test_time_claimed_twice_is_split_in_halves_whatever_the_order() -> None:
    """Two loops of 10 ms share 4: each gets 6 + 2."""
    one, other = claims_of([(0, 0, 10)]), claims_of([(0, 6, 10)])
    for pair in ([one, other], [other, one]):
        assert (sweep(pair).fair_shares(np.ones(2)) * 1000).tolist() == pytest.approx([8.0, 8.0])


def test_part_claims_that_fit_into_the_time_are_not_cut() -> None:
    same = claims_of([(0, 0, 10)])
    shares = sweep([same, same]).fair_shares(np.array([0.3, 0.5]))
    assert shares * 1000 == pytest.approx([3.0, 5.0])


def test_more_findings_than_an_integer_has_bits_are_told_apart() -> None:
    """Of three milliseconds each finding shares the last with the next one of its case."""
    found = [([(k % 2, k, 3)], 1.0) for k in range(130)]
    slices = sweep([claims_of(rows) for rows, _ in found])
    shares = slices.fair_shares(weights_of(found)) * 1000
    assert shares == pytest.approx(naive_shares(found))


def test_no_findings_no_slices() -> None:
    nothing = sweep([])
    assert nothing.fair_shares(np.zeros(0)).tolist() == []
    assert len(nothing.cover(np.zeros(0)).intervals.index) == 0
