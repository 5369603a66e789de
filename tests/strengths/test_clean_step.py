"""A step that is hardly ever done twice."""

import numpy as np
from tests.procedures import arrivals, procedure
from tests.strengths.named import CASES, named

from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.strengths.clean_step import CLEAN_STEP

STEPS = 6
CLEAN = 3


def log_of(repeats: dict[int, float]) -> EventLog:
    """Steps 0 to 5 in order, each done again at once in a share of the cases."""
    rng = np.random.default_rng(3)
    cases = []
    for begin in arrivals(CASES):
        way = []
        for step in range(STEPS):
            way += [step] * (2 if rng.random() < repeats.get(step, 0.0) else 1)
        cases.append([(step, begin + k) for k, step in enumerate(way)])
    return procedure(*cases)


def test_step_that_works_the_first_time_where_others_do_not_is_found() -> None:
    log = log_of({step: 0.15 for step in range(STEPS) if step != CLEAN})
    (strength,) = named(log, CLEAN_STEP)
    assert strength.where.activity == CLEAN
    assert (strength.value, strength.cases) == (1.0, CASES)
    assert 0.8 < strength.peers < 0.9
    assert 1 - 0.02 < strength.peers + strength.low < 1


def test_where_hardly_any_step_is_repeated_none_stands_out() -> None:
    assert named(log_of({2: 0.3}), CLEAN_STEP) == ()


def test_first_and_last_step_are_not_repeated_by_nature() -> None:
    assert named(log_of(dict.fromkeys(range(1, STEPS - 1), 0.15)), CLEAN_STEP) == ()


def test_few_cases_are_not_enough() -> None:
    log = log_of({step: 0.15 for step in range(STEPS) if step != CLEAN})
    assert named(log, CLEAN_STEP, of_kind={"least_cases": CASES + 1}) == ()
