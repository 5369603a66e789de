"""Steps that could run side by side, with hours counted by hand."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from tests.detectors.proposing import only, proposed
from tests.procedures import Event, arrivals, measured, procedure
from tests.strategies import event_logs

from verwaltung_mining.detectors.parallelisable_steps import PARALLELISABLE_STEPS
from verwaltung_mining.detectors.requirements import NO_STARTS
from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Cover, Place

INTAKE, NOISE, WATER, DECIDE = range(4)
CASES = 300
WORK = 4.0
rng = np.random.default_rng(11)
WAITS = rng.exponential(20.0, (CASES, 2)) + 0.1
BACK = [case % 3 == 0 for case in range(CASES)]
"""One of three cases in the other order."""


def sequential(case: int, at: float) -> list[Event]:
    """Noise and water one after the other, the second begun after the first is done."""
    one, other = (WATER, NOISE) if BACK[case] else (NOISE, WATER)
    wait, again = WAITS[case]
    done = at + wait + WORK
    finish = done + again + WORK
    return [(INTAKE, at), (one, done, at + wait), (other, finish, done + again), (DECIDE, finish)]


def side_by_side(case: int, at: float) -> list[Event]:
    """Both asked at once: whoever is faster comes first."""
    events = [
        (step, at + w + WORK, at + w) for step, w in zip((NOISE, WATER), WAITS[case], strict=True)
    ]
    events.sort(key=lambda event: event[1])
    return [(INTAKE, at), *events, (DECIDE, events[1][1])]


def cases_of(make, *, of: int = CASES) -> list[list[Event]]:  # type: ignore[no-untyped-def]
    return [make(case, at) for case, at in zip(range(of), arrivals(CASES)[:of], strict=True)]


def log_of(*cases: list[Event], outcome: list[str] | None = None) -> AnalysedLog:
    attributes = {"result": ("outcome", outcome)} if outcome else None
    return measured(procedure(*cases, attributes=attributes))  # type: ignore[arg-type]


def test_shorter_of_the_two_times_would_be_saved() -> None:
    hypothesis = only(proposed(PARALLELISABLE_STEPS, log_of(*cases_of(sequential))))
    assert hypothesis.place == Place(activities=(NOISE, WATER))
    assert (hypothesis.kind, hypothesis.cases, hypothesis.peers) == ("excision", CASES, None)
    assert hypothesis.p_value is not None
    assert hypothesis.p_value < 0.01
    expected = float((WAITS + WORK).min(axis=1).sum()) * 3600
    assert hypothesis.estimate().total == pytest.approx(expected, rel=1e-3)


def test_finding_tells_both_orders_and_the_missing_overlaps() -> None:
    remark = only(proposed(PARALLELISABLE_STEPS, log_of(*cases_of(sequential)))).remark
    assert remark is not None
    assert remark.en.startswith("200 times in this order, 100 times in the other")
    assert "at the same time in 0 cases" in remark.en


def test_steps_that_run_side_by_side_already_are_no_finding() -> None:
    proposal = proposed(PARALLELISABLE_STEPS, log_of(*cases_of(side_by_side)))
    assert (proposal.hypotheses, proposal.left_out) == ((), 1)


def test_steps_always_in_one_order_are_no_finding() -> None:
    cases = [case for case, back in zip(cases_of(sequential), BACK, strict=True) if not back]
    proposal = proposed(PARALLELISABLE_STEPS, log_of(*cases))
    assert (proposal.hypotheses, proposal.left_out) == ((), 0)


def test_order_after_which_steps_are_done_again_more_often_matters() -> None:
    cases = cases_of(sequential)
    again = [
        [*case, (INTAKE, case[-1][1] + 1)] if back and number % 2 else case
        for number, (case, back) in enumerate(zip(cases, BACK, strict=True))
    ]
    proposal = proposed(PARALLELISABLE_STEPS, log_of(*again))
    assert (proposal.hypotheses, proposal.left_out) == ((), 1)


def test_order_with_which_cases_end_differently_matters() -> None:
    cases = cases_of(sequential)
    outcome = ["refused" if back and number % 2 else "granted" for number, back in enumerate(BACK)]
    assert proposed(PARALLELISABLE_STEPS, log_of(*cases, outcome=outcome)).hypotheses == ()
    alike = ["refused" if number % 7 else "granted" for number in range(CASES)]
    assert len(proposed(PARALLELISABLE_STEPS, log_of(*cases, outcome=alike)).hypotheses) == 1


def test_one_person_cannot_do_both_at_once() -> None:
    log = procedure(*cases_of(sequential))
    for people, findings in (([0, 1, 1, 0], 0), ([0, 1, 2, 0], 1)):
        persons = pl.Series("person", people * CASES, dtype=pl.UInt16)
        known = replace(log, events=Parts.of(log.events.collect().with_columns(persons)))
        assert len(proposed(PARALLELISABLE_STEPS, measured(known)).hypotheses) == findings


def test_without_starts_nobody_can_tell() -> None:
    cases = [[(e[0], e[1]) for e in case] for case in cases_of(sequential)]
    proposal = proposed(PARALLELISABLE_STEPS, log_of(*cases))  # type: ignore[arg-type]
    assert proposal.skipped == NO_STARTS


def test_too_few_cases_of_one_order_are_not_tested() -> None:
    few = cases_of(sequential, of=57)
    assert sum(BACK[:57]) == 19
    assert proposed(PARALLELISABLE_STEPS, log_of(*few)).hypotheses == ()


def test_what_a_more_specific_detector_claims_is_not_claimed_again() -> None:
    log = log_of(*cases_of(sequential))
    taken = Cover.of(only(proposed(PARALLELISABLE_STEPS, log)).estimate().claims)
    assert proposed(PARALLELISABLE_STEPS, log, taken=taken).hypotheses == ()


@given(event_logs(starts="all", nulls=False))
def test_claims_lie_between_the_step_before_and_the_second_step(log: EventLog) -> None:
    kept = measured(log)
    proposal = proposed(PARALLELISABLE_STEPS, kept, minimum_cases=1, order_share=0.0, alpha=1.0)
    for hypothesis in proposal.hypotheses:
        claims = hypothesis.estimate().claims
        assert (claims.seconds >= 0).all()
        steps = kept.events.collect().filter(
            pl.col("activity").is_in(hypothesis.place.activities or ())
        )
        assert claims.seconds.sum() <= steps["seconds"].sum() / 2 + 1e-3
