"""A usual step that some cases do without."""

import numpy as np
import pytest
from tests.procedures import DAY, arrivals, procedure
from tests.strengths.named import CALL, CASES, CHECK, DECIDE, RETURN, named, usual

from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.strengths.spared_step import SPARED_STEP

CALLED = np.random.default_rng(8).random(CASES) < 0.7


def log_of(before: np.ndarray, after: np.ndarray) -> EventLog:
    """Checked, called after so many days if at all, decided after so many more."""
    cases = []
    for k, begin in enumerate(arrivals(CASES)):
        called = [(CALL, begin + DAY * before[k])] if CALLED[k] else []
        start = begin + (DAY * before[k] if CALLED[k] else 0.0)
        cases.append([(CHECK, begin), *called, (DECIDE, start + DAY * after[k])])
    return procedure(*cases)


def test_step_that_slows_what_follows_is_found() -> None:
    log = log_of(usual(1), np.where(CALLED, usual(2), usual(2) / 4))
    (strength,) = named(log, SPARED_STEP)
    assert strength.where.activity == CALL
    assert strength.cases == (~CALLED).sum()


@pytest.mark.parametrize("seed", range(5))
def test_skipping_a_long_step_is_shorter_by_definition(seed: int) -> None:
    assert named(log_of(5 * usual(seed), usual(seed + 10)), SPARED_STEP) == ()


def test_step_inside_a_loop_belongs_to_the_loop() -> None:
    cases = []
    for k, begin in enumerate(arrivals(CASES)):
        loop = [(RETURN, begin + 5 * DAY), (CHECK, begin + 9 * DAY)] if CALLED[k] else []
        days = usual(3)[k] if CALLED[k] else usual(3)[k] / 4
        cases.append([(CHECK, begin), *loop, (DECIDE, begin + (9 + days) * DAY)])
    assert named(procedure(*cases), SPARED_STEP) == ()
