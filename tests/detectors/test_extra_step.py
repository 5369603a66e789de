"""Extra step: two ways that differ by one step."""

import numpy as np
import pytest
from tests.detectors.proposing import hours, only, proposed
from tests.procedures import Event, arrivals, measured, procedure

from verwaltung_mining.detectors.extra_step import EXTRA_STEP
from verwaltung_mining.eventlog.schema import AttributeRole
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Cover, Place

COUNTERSIGN = 9
CASES = 120
HOUR = 3600
THIRD = np.arange(CASES) % 3 == 0


def log_of(
    extra: np.ndarray = THIRD,
    *,
    wait: float = 30.0,
    length: int = 5,
    position: int = 2,
    outside: tuple[int, ...] = (),
    **attributes: tuple[AttributeRole, list[str]],
) -> AnalysedLog:
    """Cases of `length` steps ten hours apart; some with the extra step and its wait."""
    cases: list[list[Event]] = []
    for begin, more in zip(arrivals(len(extra), weeks=12), extra, strict=True):
        case: list[Event] = [(k, begin + 10 * k) for k in range(length)]
        if more:
            at = begin + 10 * (position - 1) + wait
            case = [
                *case[:position],
                (COUNTERSIGN, at),
                *((a, h + wait) for a, h in case[position:]),
            ]
        cases.append(case)
    return measured(procedure(*cases, attributes=attributes), outside=outside)


def test_extra_step_is_found_with_its_exact_time() -> None:
    hypothesis = only(proposed(EXTRA_STEP, log_of()))
    assert hypothesis.place == Place(activity=COUNTERSIGN)
    assert (hypothesis.kind, hypothesis.cases, hypothesis.peers) == ("excision", 40, 80)
    assert hypothesis.effect_size == 1.0
    assert hypothesis.p_value is not None
    assert hypothesis.p_value < 0.01
    estimate = hypothesis.estimate()
    assert estimate.total == 40 * 30 * HOUR
    assert hours(estimate.claims)[0] == (0, 10, 40)


def test_compared_times_are_told_with_and_without_the_step() -> None:
    """The neighbours lie ten hours apart; with the step, thirty more."""
    remark = only(proposed(EXTRA_STEP, log_of())).remark
    assert remark is not None
    assert remark.en.endswith(
        "with this step 1.7 days in the median, 1.7 days on average, without it 10 hours in the "
        "median, 10 hours on average"
    )
    assert "ohne ihn im Median 10 Stunden, im Mittel 10 Stunden" in remark.de


def test_experiment_leaves_out_no_step_that_is_required() -> None:
    experiment = EXTRA_STEP.wording.experiment
    assert experiment.de.startswith("Falls der Schritt nicht vorgeschrieben ist: ")
    assert experiment.en.startswith("If the step is not required: ")


def test_log_of_one_way_is_silent() -> None:
    assert proposed(EXTRA_STEP, log_of(THIRD & False)).hypotheses == ()


def test_step_that_most_cases_pass_is_the_usual_way() -> None:
    assert proposed(EXTRA_STEP, log_of(~THIRD)).hypotheses == ()
    half = np.arange(CASES) % 2 == 0
    assert len(proposed(EXTRA_STEP, log_of(half)).hypotheses) == 1
    assert len(proposed(EXTRA_STEP, log_of(~THIRD), most_share=0.7).hypotheses) == 1


def test_step_that_goes_with_another_outcome_is_not_superfluous() -> None:
    granted = ["refused" if k % 6 == 0 else "granted" for k in range(CASES)]
    proposal = proposed(EXTRA_STEP, log_of(outcome=("outcome", granted)))
    assert (proposal.hypotheses, proposal.left_out) == ((), 1)


def test_step_with_the_same_outcomes_stays_extra() -> None:
    granted = ["refused" if k // 3 % 5 == 0 else "granted" for k in range(CASES)]
    assert len(proposed(EXTRA_STEP, log_of(outcome=("outcome", granted))).hypotheses) == 1


def test_other_attributes_are_no_outcome() -> None:
    differs = ["a" if extra else "b" for extra in THIRD]
    assert len(proposed(EXTRA_STEP, log_of(district=("other", differs))).hypotheses) == 1


def test_ways_of_different_case_types_are_not_compared() -> None:
    types = ["large" if extra else "small" for extra in THIRD]
    assert proposed(EXTRA_STEP, log_of(kind=("case_type", types))).hypotheses == ()


def test_only_cases_of_the_types_in_which_the_step_is_optional_count() -> None:
    """Large cases always pass the step; of the small ones a quarter does."""
    number = np.arange(CASES)
    large = number % 3 == 0
    extra = large | (number % 4 == 0)
    types = ["large" if one else "small" for one in large]
    hypothesis = only(proposed(EXTRA_STEP, log_of(extra, kind=("case_type", types))))
    assert hypothesis.cases == int((extra & ~large).sum())


def test_reminder_set_by_a_timer_is_no_extra_step() -> None:
    assert proposed(EXTRA_STEP, log_of(outside=(COUNTERSIGN,))).hypotheses == ()


@pytest.mark.parametrize(("length", "found"), [(4, 0), (5, 1), (6, 1)])
def test_short_ways_are_not_compared(length: int, found: int) -> None:
    assert len(proposed(EXTRA_STEP, log_of(length=length)).hypotheses) == found


@pytest.mark.parametrize("count", [9, 10])
def test_ways_of_fewer_than_ten_cases_are_not_compared(count: int) -> None:
    extra = np.arange(CASES) * count // CASES != (np.arange(CASES) - 1) * count // CASES
    assert extra.sum() == count
    assert len(proposed(EXTRA_STEP, log_of(extra)).hypotheses) == (count == 10)


@pytest.mark.parametrize("position", [1, 4])
def test_extra_step_beside_the_first_and_the_last_counts(position: int) -> None:
    assert only(proposed(EXTRA_STEP, log_of(position=position))).cases == 40


def test_repeated_step_is_no_extra_step() -> None:
    cases: list[list[Event]] = []
    for k, begin in enumerate(arrivals(CASES, weeks=12)):
        case: list[Event] = [(a, begin + 10 * a) for a in range(5)]
        cases.append([*case[:3], (1, begin + 25), *case[3:]] if k % 3 == 0 else case)
    assert proposed(EXTRA_STEP, measured(procedure(*cases))).hypotheses == ()


def test_extra_step_that_another_finding_claims_is_not_offered_again() -> None:
    log = log_of()
    claims = only(proposed(EXTRA_STEP, log)).estimate().claims
    assert proposed(EXTRA_STEP, log, taken=Cover.of(claims)).hypotheses == ()


def test_extra_step_that_costs_no_time_has_no_effect() -> None:
    hypothesis = only(proposed(EXTRA_STEP, log_of(wait=0.0)))
    assert hypothesis.effect_size == pytest.approx(0.0)
    assert hypothesis.estimate().total == 0.0


def test_single_case_is_silent() -> None:
    assert proposed(EXTRA_STEP, measured(procedure([(0, 0)]))).hypotheses == ()
