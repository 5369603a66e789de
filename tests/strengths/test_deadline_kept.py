"""Deadlines that are kept, and those that only look so."""

import datetime as dt
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from tests.procedures import DAY, arrivals, procedure
from tests.strategies import BEGIN
from tests.strengths.named import CASES, named, pen, skipped

from verwaltung_mining.detectors.requirements import NO_DEADLINES
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.strengths.deadline_kept import DEADLINE_KEPT

EPOCH = dt.date(1970, 1, 1)
TERM = 30


def log_of(days: np.ndarray, term: np.ndarray) -> EventLog:
    """Cases that take so many days and have so many."""
    starts = arrivals(CASES)
    cases = [[(0, b), (1, b + DAY * d)] for b, d in zip(starts, days, strict=True)]
    first = (BEGIN.date() - EPOCH).days
    due = [float(first + int(b / DAY) + t) for b, t in zip(starts, term, strict=True)]
    return procedure(*cases, attributes={"Frist": ("deadline", due)})


def taking(late: float) -> np.ndarray:
    """Days that exceed the term in a share of the cases."""
    rng = np.random.default_rng(4)
    over = rng.random(CASES) < late
    return np.where(over, TERM + 5, rng.uniform(5, TERM - 2, CASES))


def test_deadline_kept_in_nearly_all_cases_is_found() -> None:
    (strength,) = named(log_of(taking(0.02), np.full(CASES, TERM)), DEADLINE_KEPT)
    assert strength.where.attribute == "Frist"
    assert strength.value == pytest.approx((taking(0.02) < TERM).mean())
    assert strength.cases == CASES
    assert "Frist" in strength.text.de


def test_deadline_missed_in_a_fifth_of_the_cases_is_none() -> None:
    assert named(log_of(taking(0.2), np.full(CASES, TERM)), DEADLINE_KEPT) == ()


def test_open_cases_past_their_deadline_count_as_missed() -> None:
    log = log_of(taking(0.02), np.full(CASES, TERM))
    open_ = pl.Series(np.arange(CASES) % 5 == 0)
    left = replace(log, cases=log.cases.with_columns(completed=~open_))
    assert named(left, DEADLINE_KEPT) == ()


def test_deadline_written_when_the_case_is_done_proves_nothing() -> None:
    days = np.floor(taking(0.0))
    log = log_of(days, days)
    assert named(log, DEADLINE_KEPT) == ()
    ((_, proposal),) = pen(log, DEADLINE_KEPT).proposals
    assert proposal.left_out == 1


def test_deadline_far_away_binds_nobody() -> None:
    assert named(log_of(taking(0.0), np.full(CASES, 20 * TERM)), DEADLINE_KEPT) == ()


def test_log_without_deadlines_says_so() -> None:
    log = procedure([(0, 0.0), (1, 5.0)])
    assert skipped(log, DEADLINE_KEPT) == NO_DEADLINES.en
