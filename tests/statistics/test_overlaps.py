"""Work that avoids each other."""

import numpy as np
import pytest

from verwaltung_mining.statistics import fewer_overlaps

CASES = 500
rng = np.random.default_rng(7)
WAIT, OTHER_WAIT = rng.exponential(20.0, (2, CASES))
WORK = 4.0


def test_work_open_at_once_overlaps_as_often_as_expected() -> None:
    seen, expected, p_value = fewer_overlaps(WAIT, WAIT + WORK, OTHER_WAIT, OTHER_WAIT + WORK)
    assert seen == pytest.approx(expected, rel=0.25)
    assert p_value > 0.01


def test_work_one_after_the_other_overlaps_too_seldom() -> None:
    finish = WAIT + WORK
    later = finish + OTHER_WAIT
    seen, expected, p_value = fewer_overlaps(WAIT, finish, later, later + WORK)
    assert seen == 0
    assert expected > 10
    assert p_value < 1e-6


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_cases_say_nothing(count: int) -> None:
    times = np.zeros(count)
    assert fewer_overlaps(times, times + 1, times, times + 1)[1:] == (0.0, 1.0)
