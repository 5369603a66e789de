"""Extreme tail: a few cases far out, told from a law that has many far out anyway."""

from collections.abc import Callable

import numpy as np
import pytest
from tests.detectors.proposing import hours, only, proposed
from tests.null_logs import found_in, null_log
from tests.procedures import DAY, arrivals, measured, procedure

from verwaltung_mining.detectors.extreme_tail import EXTREME_TAIL
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Claims, Cover, Place

CASES = 1500
WEEKS = 60
LONG = 90.0
Draw = Callable[[np.random.Generator], np.ndarray]


def log_of(days: np.ndarray) -> AnalysedLog:
    """Cases of two steps with these days between."""
    come = arrivals(len(days), weeks=WEEKS)
    return measured(
        procedure(*([(0, c), (1, c + DAY * d)] for c, d in zip(come, days, strict=True)))
    )


def usual_days(cases: int = CASES) -> np.ndarray:
    """One to five days, in turn: three quarters take four days at most."""
    return 1.0 + np.arange(cases) % 5


def with_long(count: int, *, cases: int = CASES, days: float = LONG) -> np.ndarray:
    """The usual days, but for some cases spread over the whole period."""
    result = usual_days(cases)
    result[np.linspace(0, cases - 1, count).astype(int)] = days
    return result


def test_few_cases_far_out_are_found_with_what_lies_beyond_the_usual_time() -> None:
    """25 cases of 90 days, usually at most four: 86 days each."""
    hypothesis = only(proposed(EXTREME_TAIL, log_of(with_long(25))))
    assert hypothesis.place == Place(source=0, target=1)
    assert (hypothesis.cases, hypothesis.p_value, hypothesis.peers) == (25, None, None)
    estimate = hypothesis.estimate()
    assert estimate.total == 25 * 86 * SECONDS_PER_DAY
    assert (estimate.low, estimate.high, estimate.bound) == (0.0, estimate.total, "upper")
    assert dict(estimate.details)["normal_wait"] == 4 * SECONDS_PER_DAY
    assert (estimate.median, estimate.typical) == (90 * SECONDS_PER_DAY, 86 * SECONDS_PER_DAY)
    assert hours(estimate.claims)[0] == (0, 0, LONG * DAY)


def test_findings_of_the_tail_are_hints_and_enter_no_sum() -> None:
    (hint,) = [f for f in found_in(log_of(with_long(25))).ranked if f.detector.id == "extreme_tail"]
    assert hint.confidence == "hint"
    assert hint.fair_share is None


def test_unexplained_wait_does_not_say_the_same_time_again() -> None:
    log = log_of(with_long(25))
    waits = {f.detector.id: f.estimate for f in found_in(log).ranked}
    beyond = waits["extreme_tail"].total
    assert waits["unexplained_wait"].total == pytest.approx(log.total_seconds - beyond)


@pytest.mark.parametrize(("count", "found"), [(19, 0), (20, 1)])
def test_fewer_than_twenty_cases_are_no_finding(count: int, found: int) -> None:
    assert len(proposed(EXTREME_TAIL, log_of(with_long(count))).hypotheses) == found


def test_more_than_a_few_are_a_group_and_no_exception() -> None:
    assert proposed(EXTREME_TAIL, log_of(with_long(90))).hypotheses == ()


def test_usual_times_have_no_tail() -> None:
    proposal = proposed(EXTREME_TAIL, log_of(usual_days()))
    assert (proposal.hypotheses, proposal.left_out) == ((), 1)


def test_long_times_of_one_week_are_one_event_and_no_habit() -> None:
    days = usual_days()
    days[700:725] = LONG
    assert proposed(EXTREME_TAIL, log_of(days)).hypotheses == ()


def test_what_others_explain_is_not_said_again() -> None:
    log = log_of(with_long(25))
    everything = only(proposed(EXTREME_TAIL, log)).estimate().claims
    assert proposed(EXTREME_TAIL, log, taken=Cover.of(everything)).hypotheses == ()
    none = Cover.of(Claims.none())
    assert len(proposed(EXTREME_TAIL, log, taken=none).hypotheses) == 1


def test_what_is_done_within_days_is_never_extreme() -> None:
    """Minutes as a rule and two days for a few: nobody would call that lying long."""
    days = np.full(CASES, 0.01)
    days[np.linspace(0, CASES - 1, 25).astype(int)] = 2.0
    assert proposed(EXTREME_TAIL, log_of(days)).hypotheses == ()


def test_twice_the_time_is_twice_the_saving() -> None:
    days = with_long(25)
    one, two = (only(proposed(EXTREME_TAIL, log_of(k * days))).estimate() for k in (1, 2))
    assert two.total == 2 * one.total


HEAVY: dict[str, Draw] = {
    "exponential": lambda rng: rng.exponential(4, CASES),
    "log-normal": lambda rng: rng.lognormal(1, 1.5, CASES),
    "Pareto": lambda rng: 2 * (1 + rng.pareto(1.5, CASES)),
    "Weibull": lambda rng: 4 * rng.weibull(0.5, CASES),
}


@pytest.mark.parametrize("law", HEAVY)
def test_heavy_tailed_times_as_such_have_no_extreme_tail(law: str) -> None:
    """Forty logs of each law, at most one with a hint."""
    logs = (log_of(HEAVY[law](np.random.default_rng(seed))) for seed in range(40))
    assert sum(bool(proposed(EXTREME_TAIL, log).hypotheses) for log in logs) <= 1


@pytest.mark.parametrize("seed", range(5))
def test_null_logs_have_none(seed: int) -> None:
    found = found_in(null_log(seed))
    assert [f for f in found.ranked if f.detector.id == "extreme_tail"] == []


def test_log_without_a_transition_is_silent() -> None:
    assert proposed(EXTREME_TAIL, measured(procedure([(0, 0.0)]))).hypotheses == ()
