"""Where a group loses its time."""

import numpy as np
from tests.procedures import DAY, arrivals, measured, procedure

from verwaltung_mining.measures.analysed import SECONDS_PER_DAY
from verwaltung_mining.shapes.lost_time import LostTime, lost_time

CASES = 120
GROUP = np.arange(CASES) % 3 == 0
ALL = np.arange(CASES)


def lost(first: float, second: float, *, cell: np.ndarray | None = None) -> LostTime | None:
    """Three steps; the group takes these days more for the two ways between them."""
    cases = [
        [(0, c), (1, c + DAY * (2 + first * g)), (2, c + DAY * (4 + (first + second) * g))]
        for c, g in zip(arrivals(CASES), GROUP, strict=True)
    ]
    log = measured(procedure(*cases))
    cells = np.zeros(CASES, np.int64) if cell is None else cell
    return lost_time(log, index=ALL, affected=GROUP, cell=cells)


def test_transition_with_most_of_the_longer_time_is_named() -> None:
    assert lost(1.0, 5.0) == LostTime(source=1, target=2, seconds=5 * SECONDS_PER_DAY)


def test_transition_that_catches_up_again_does_not_hide_the_loss() -> None:
    assert lost(3.0, -1.0) == LostTime(source=0, target=1, seconds=3 * SECONDS_PER_DAY)


def test_group_that_takes_no_longer_loses_nothing() -> None:
    assert lost(0.0, 0.0) is None
    assert lost(1.0, -1.5) is None


def test_cases_without_peers_in_their_cell_tell_nothing() -> None:
    assert lost(1.0, 5.0, cell=GROUP.astype(np.int64)) is None


def test_many_small_losses_name_no_place() -> None:
    cases = [
        [(step, c + DAY * step * (2 if g else 1)) for step in range(6)]
        for c, g in zip(arrivals(CASES), GROUP, strict=True)
    ]
    log = measured(procedure(*cases))
    assert lost_time(log, index=ALL, affected=GROUP, cell=np.zeros(CASES, np.int64)) is None
