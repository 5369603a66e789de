"""Two steps in either order."""

import numpy as np
import pytest
from tests.procedures import DAY, arrivals, procedure
from tests.strengths.named import CASES, named, usual

from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.strengths.helpful_order import HELPFUL_ORDER

HEAR, CHECK, DRAFT, DECIDE = 1, 2, 3, 4
EARLY = np.random.default_rng(8).random(CASES) < 0.4


def log_of(after: np.ndarray, *, early: np.ndarray = EARLY) -> EventLog:
    """Filed, heard and checked in either order, drafted, decided after so many days."""
    cases = []
    for k, begin in enumerate(arrivals(CASES)):
        first, second = (HEAR, CHECK) if early[k] else (CHECK, HEAR)
        times = begin + DAY * np.cumsum([2, usual(5)[k] / 5, 1, after[k]])
        steps = zip((first, second, DRAFT, DECIDE), times.tolist(), strict=True)
        cases.append([(0, begin), *steps])
    return procedure(*cases)


def test_order_that_speeds_what_follows_is_found() -> None:
    (strength,) = named(log_of(np.where(EARLY, usual(1) / 4, usual(1))), HELPFUL_ORDER)
    assert (strength.where.source, strength.where.target) == (HEAR, CHECK)
    assert strength.cases == EARLY.sum()


@pytest.mark.parametrize("seed", range(5))
def test_order_that_changes_nothing_is_none(seed: int) -> None:
    assert named(log_of(usual(seed)), HELPFUL_ORDER) == ()


@pytest.mark.parametrize("seed", range(5))
def test_step_that_is_early_because_the_case_is_quick_is_no_cause(seed: int) -> None:
    """The hearing comes on a day fixed beforehand; quick cases are checked before it."""
    rng = np.random.default_rng(seed)
    cases = []
    for begin in arrivals(CASES):
        heard, checked = 10 + rng.random(), rng.gamma(2.0, 6.0)
        both = sorted([(heard, HEAR), (checked, CHECK)])
        ready = both[1][0] + 1
        steps = [*both, (ready, DRAFT), (ready + rng.gamma(2.0, 1.0), DECIDE)]
        cases.append([(0, begin), *((step, begin + DAY * day) for day, step in steps)])
    assert named(procedure(*cases), HELPFUL_ORDER) == ()
