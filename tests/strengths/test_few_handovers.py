"""Fewer changes of hands on the same way."""

import numpy as np
from tests.procedures import DAY, arrivals, procedure
from tests.strengths.named import CASES, named, skipped, usual

from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.strengths.few_handovers import FEW_HANDOVERS

ONE_HAND = np.random.default_rng(8).random(CASES) < 0.4


def log_of(days: np.ndarray, *, longer_way: bool = False) -> EventLog:
    """Three steps in one unit or with a change of unit; the change may come with a further step."""
    cases, units = [], []
    for k, begin in enumerate(arrivals(CASES)):
        more = [(3, begin + 2)] if longer_way and not ONE_HAND[k] else []
        cases.append([(0, begin), *more, (1, begin + 4), (2, begin + 5 + DAY * days[k])])
        units += [0] * (len(cases[-1]) - 2) + [0 if ONE_HAND[k] else 1, 0]
    return procedure(*cases, units=units)


def test_same_way_with_fewer_changes_is_found() -> None:
    (strength,) = named(log_of(np.where(ONE_HAND, usual(1) / 3, usual(1))), FEW_HANDOVERS)
    assert strength.cases == ONE_HAND.sum()
    assert "without repetition" not in strength.text.en


def test_changes_that_cost_nothing_are_none() -> None:
    assert named(log_of(usual(1)), FEW_HANDOVERS) == ()


def test_short_way_has_few_changes_because_it_is_short() -> None:
    days = np.where(ONE_HAND, usual(1) / 3, usual(1))
    assert named(log_of(days, longer_way=True), FEW_HANDOVERS) == ()


def test_log_without_units_and_persons_says_so() -> None:
    log = procedure([(0, 0.0), (1, 5.0)])
    assert "missing" in (skipped(log, FEW_HANDOVERS) or "")
