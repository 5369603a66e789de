"""Cells against a naive loop over levels, places and strata."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.statistics import NOT_COMPARED, assign_cells

observations = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 1), st.booleans()),
    max_size=40,
)


def naive_cells(
    place: list[int], levels: list[list[int]], affected: list[bool], minimum: int
) -> list[tuple[int, int, int] | None]:
    """(level, place, stratum) of each observation, None where it is not compared."""
    cells: list[tuple[int, int, int] | None] = [None] * len(place)
    for depth, level in enumerate(levels):
        left = [i for i, cell in enumerate(cells) if cell is None]
        for key in {(place[i], level[i]) for i in left}:
            here = [i for i in left if (place[i], level[i]) == key]
            many = sum(affected[i] for i in here)
            if many >= minimum and len(here) - many >= minimum:
                for i in here:
                    cells[i] = (depth, *key)
    return cells


@given(observations, st.integers(1, 4))
def test_cells_are_those_of_a_naive_loop(
    rows: list[tuple[int, int, int, bool]], minimum: int
) -> None:
    place, fine, coarse = ([row[k] for row in rows] for k in range(3))
    affected = [row[3] for row in rows]
    cells = assign_cells(
        np.array(place, np.int64),
        [np.array(fine, np.int64), np.array(coarse, np.int64)],
        np.array(affected, bool),
        minimum=minimum,
    ).tolist()
    expected = naive_cells(place, [fine, coarse], affected, minimum)
    pairs = set(zip(cells, expected, strict=True))
    assert {cell for cell, name in pairs if name is None} <= {NOT_COMPARED}
    compared = {(cell, name) for cell, name in pairs if name is not None}
    assert len(compared) == len({c for c, _ in compared}) == len({n for _, n in compared})
    assert NOT_COMPARED not in {cell for cell, _ in compared}


def test_small_strata_share_one_coarser_cell() -> None:
    fine, all_ = np.array([0, 0, 1, 1, 2, 2]), np.zeros(6, np.int64)
    affected = np.array([True, False, True, True, False, False])
    cells = assign_cells(np.zeros(6, np.int64), [fine, all_], affected, minimum=1)
    assert cells[0] == cells[1]
    assert len(set(cells[2:].tolist())) == 1
    assert cells[0] != cells[2]


def test_no_observations_no_cells() -> None:
    nothing = np.zeros(0, np.int64)
    assert assign_cells(nothing, [nothing], nothing.astype(bool), minimum=1).tolist() == []
