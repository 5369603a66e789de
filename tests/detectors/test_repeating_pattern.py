"""Repeating pattern, with hours counted by hand."""

import polars as pl
import pytest
from hypothesis import given
from scipy.stats import binom
from tests.detectors.proposing import hours, only, proposed
from tests.procedures import Event, measured, procedure
from tests.strategies import BEGIN, event_logs

from verwaltung_mining.detectors.repeating_pattern import REPEATING_PATTERN
from verwaltung_mining.detectors.return_loop import RETURN_LOOP
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Cover, Place

INTAKE, CHECK, ASK, SIGN = range(4)
PLAIN: list[Event] = [(INTAKE, 0), (CHECK, 5), (ASK, 9), (SIGN, 20)]
FEW = {"minimum_cases": 1, "alpha": 1.0}


def rounds(count: int, *, turned: bool = False) -> list[Event]:
    """Check and ask `count` times, ten hours a step, between intake and signature."""
    pair = (ASK, CHECK) if turned else (CHECK, ASK)
    middle = [(step, 10.0 * (k + 1)) for k, step in enumerate(pair * count)]
    return [(INTAKE, 0.0), *middle, (SIGN, 10.0 * (2 * count + 1))]


def log_of(*cases: list[Event]) -> AnalysedLog:
    return measured(procedure(*cases))


def test_repeats_take_the_time_from_the_first_to_the_last_first_step() -> None:
    """Check at 10, ask at 20, check again at 30 and 50."""
    hypothesis = only(proposed(REPEATING_PATTERN, log_of(rounds(3), *[PLAIN] * 9), **FEW))
    assert hypothesis.place == Place(activities=(CHECK, ASK))
    assert (hypothesis.kind, hypothesis.cases, hypothesis.peers) == ("excision", 1, None)
    assert hours(hypothesis.estimate().claims) == [(0, 10, 50)]
    assert hypothesis.estimate().total == 40 * 3600


def test_remark_tells_how_many_were_to_be_expected() -> None:
    """Of 240 asks 40 are followed by a check: of 200 rounds 200 · (40/240)² = 5.6 repeat twice."""
    hypothesis = only(proposed(REPEATING_PATTERN, log_of(*[rounds(3)] * 20, *[PLAIN] * 180)))
    assert hypothesis.p_value == pytest.approx(binom.sf(19, 200, (40 / 240) ** 2))
    assert hypothesis.remark is not None
    assert hypothesis.remark.en.startswith("20 such sequences")
    assert "about 6 would" in hypothesis.remark.en


def test_log_without_repeats_is_silent() -> None:
    assert proposed(REPEATING_PATTERN, log_of(*[PLAIN] * 30)).hypotheses == ()


def test_single_returns_stay_with_the_return_loop() -> None:
    log = log_of(*[rounds(2)] * 30, *[PLAIN] * 30)
    assert proposed(REPEATING_PATTERN, log, **FEW).hypotheses == ()
    assert only(proposed(RETURN_LOOP, log)).place.activity == CHECK


def test_loop_with_the_same_chance_in_every_round_stays_a_return_loop() -> None:
    """Half of those that return once return again, and so on: nothing but chance repeats."""
    counts = [1] * 160 + [2] * 80 + [3] * 40 + [4] * 20 + [5] * 10 + [6] * 10
    proposal = proposed(REPEATING_PATTERN, log_of(*map(rounds, counts)))
    assert proposal.hypotheses == ()
    assert proposal.left_out == 1


def test_same_pattern_entered_elsewhere_is_the_same_finding() -> None:
    log = log_of(rounds(3), rounds(3), rounds(3, turned=True), *[PLAIN] * 60)
    hypothesis = only(proposed(REPEATING_PATTERN, log, **FEW))
    assert hypothesis.place == Place(activities=(CHECK, ASK))
    assert hypothesis.cases == 3


def test_too_few_cases_are_left_to_the_return_loop() -> None:
    proposal = proposed(REPEATING_PATTERN, log_of(*[rounds(3)] * 19, *[PLAIN] * 300))
    assert (proposal.hypotheses, proposal.left_out) == ((), 1)


def test_what_a_more_specific_detector_claims_is_no_pattern() -> None:
    log = log_of(*[rounds(3)] * 2, *[PLAIN] * 60)
    everything = only(proposed(REPEATING_PATTERN, log, **FEW)).estimate().claims
    assert proposed(REPEATING_PATTERN, log, taken=Cover.of(everything), **FEW).hypotheses == ()


@pytest.mark.parametrize("case", [[(CHECK, 0)], [(CHECK, 0), (ASK, 0)]])
def test_shortest_cases_have_no_pattern(case: list[Event]) -> None:
    assert proposed(REPEATING_PATTERN, log_of(case), **FEW).hypotheses == ()


@given(event_logs(activities=2, max_events=12))
def test_claims_run_from_a_step_to_the_same_step_over_two_rounds(log: EventLog) -> None:
    kept = measured(log)
    for hypothesis in proposed(REPEATING_PATTERN, kept, minimum_lift=0.0, **FEW).hypotheses:
        steps = hypothesis.place.activities or ()
        for case, begin, finish in hours(hypothesis.estimate().claims):
            events = kept.events.collect(where=pl.col("index") == case)
            inside = [
                step
                for step, at in zip(events["activity"], events["timestamp"], strict=True)
                if begin <= (at - BEGIN).total_seconds() / 3600 <= finish
            ]
            assert all(inside.count(step) >= 2 for step in steps)
