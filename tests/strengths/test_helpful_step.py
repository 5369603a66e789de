"""A step that spares more than it costs."""

import numpy as np
from tests.strengths.named import CALL, CASES, log_of, named, usual

from verwaltung_mining.strengths.helpful_step import HELPFUL_STEP

SOME = np.random.default_rng(8).random(CASES) < 0.4


def test_step_that_goes_with_fast_cases_is_found() -> None:
    log = log_of(np.where(SOME, usual(2) / 4, usual(2)), call=SOME)
    (strength,) = named(log, HELPFUL_STEP)
    assert strength.where.activity == CALL
    assert strength.cases == SOME.sum()


def test_step_that_only_takes_time_is_none() -> None:
    assert named(log_of(usual(2) + np.where(SOME, 5, 0), call=SOME), HELPFUL_STEP) == ()


def test_step_that_most_cases_pass_is_nothing_to_copy() -> None:
    most = np.random.default_rng(6).random(CASES) < 0.6
    log = log_of(np.where(most, usual(6) / 4, usual(6)), call=most)
    assert named(log, HELPFUL_STEP) == ()
    assert len(named(log, HELPFUL_STEP, of_kind={"common": 0.7})) == 1
