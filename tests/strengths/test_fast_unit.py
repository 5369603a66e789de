"""Units are compared only as the agreement permits."""

import numpy as np
from tests.procedures import DAY, arrivals, procedure
from tests.strengths.named import CASES, named, pen, usual

from verwaltung_mining.detectors.requirements import NO_AGREEMENT
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.strengths.fast_unit import FAST_UNIT

FIRST = np.random.default_rng(8).random(CASES) < 0.4
BOTH = frozenset({0, 1})


def log_of(days: np.ndarray) -> EventLog:
    """Filed by nobody in particular, decided in one of two units."""
    cases, units = [], []
    for k, begin in enumerate(arrivals(CASES)):
        cases.append([(0, begin), (1, begin + DAY * days[k])])
        units += [None, 0 if FIRST[k] else 1]
    return procedure(*cases, units=units)


QUICK = log_of(np.where(FIRST, usual(1) / 4, usual(1)))


def test_unit_whose_cases_go_better_is_found_under_an_agreement() -> None:
    (strength,) = named(QUICK, FAST_UNIT, units=BOTH)
    assert (strength.where.activity, strength.where.org_unit) == (1, 0)


def test_without_an_agreement_nothing_is_computed_and_that_is_said() -> None:
    ((_, proposal),) = pen(QUICK, FAST_UNIT).proposals
    assert proposal.hypotheses == ()
    assert proposal.skipped == NO_AGREEMENT


def test_unit_that_may_not_be_compared_is_nobodys_peer() -> None:
    assert named(QUICK, FAST_UNIT, units=frozenset({0})) == ()


def test_units_that_are_alike_show_none() -> None:
    assert named(log_of(usual(1)), FAST_UNIT, units=BOTH) == ()
