"""Who goes first: pairs against a naive loop, chance against all permutations."""

from itertools import pairwise, permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.statistics import in_order, neighbours


def arrays(
    rows: list[tuple[int, int, int]],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    come = np.array([c for c, _, _ in rows], np.int64)
    return come, come + np.array([w for _, w, _ in rows]), np.array([q for _, _, q in rows])


ROWS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 20), st.integers(0, 2)), min_size=1, max_size=25
)


def test_chance_is_the_mean_over_all_ways_to_deal_out_the_other_waits() -> None:
    come, wait = np.array([0, 1, 3, 4]), np.array([9, 2, 5, 3])
    pairs = neighbours(come, come + wait, cell=np.zeros(4, np.int64))
    for first, chance in zip(pairs.first, pairs.by_chance, strict=True):
        others = [k for k in range(4) if k != first]
        dealt = [
            come[first + 1] + wait[order[0]] < come[first] + wait[first]
            for order in permutations(others)
        ]
        assert chance == np.mean(dealt)


@given(ROWS)
def test_pairs_are_those_of_a_loop(rows: list[tuple[int, int, int]]) -> None:
    come, served, cell = arrays(rows)
    expected = 0
    for code in set(cell.tolist()):
        mine = sorted(
            (int(c), int(s)) for c, s, q in zip(come, served, cell, strict=True) if q == code
        )
        expected += sum(a[0] < b[0] < a[1] and b[1] < a[1] for a, b in pairwise(mine))
    pairs = neighbours(come, served, cell=cell)
    assert pairs.overtaken.sum() == expected
    assert ((pairs.by_chance >= 0) & (pairs.by_chance <= 1)).all()


@given(ROWS)
def test_in_order_nobody_is_overtaken_and_the_moments_are_the_same(
    rows: list[tuple[int, int, int]],
) -> None:
    come, served, queue = arrays(rows)
    turn = in_order(come, served, queue=queue)
    assert not neighbours(come, turn, cell=queue).overtaken.any()
    assert (turn >= come).all()
    assert sorted(zip(queue, turn, strict=True)) == sorted(zip(queue, served, strict=True))
