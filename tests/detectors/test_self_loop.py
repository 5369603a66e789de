"""Self-loop: each gap beyond the usual one, in hours counted by hand."""

from dataclasses import replace

import pytest
from tests.detectors.proposing import hours, only, proposed
from tests.null_logs import found_in
from tests.procedures import Event, arrivals, measured, procedure

from verwaltung_mining.detectors.self_loop import SELF_LOOP
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.pipeline.narrative import told
from verwaltung_mining.shapes import Place, Proposal

WRITE, SIGN, PAY = 0, 1, 2
HOUR = 3600
CASES = 40


def log_of(
    *gaps: float, sessions: float = 30.0, cases: int = CASES, **options: object
) -> AnalysedLog:
    """Cases that write twice, `sessions` hours apart, then sign and pay after these gaps."""
    done: list[list[Event]] = []
    for begin in arrivals(cases):
        stamps = [begin, begin + sessions]
        for gap in gaps:
            stamps.append(stamps[-1] + gap)
        done.append(list(zip([WRITE, WRITE, SIGN, PAY], stamps, strict=False)))
    return measured(procedure(*done, **options))  # type: ignore[arg-type]


def found(log: AnalysedLog, **settings: object) -> Proposal:
    return proposed(SELF_LOOP, log, **settings)


def test_each_gap_counts_with_what_exceeds_the_median_gap_between_other_steps() -> None:
    """Usual gaps are 10 and 12 hours, so 11; the sessions lie 30 apart: 19 hours each."""
    hypothesis = only(found(log_of(10, 12)))
    assert hypothesis.place == Place(activity=WRITE)
    assert (hypothesis.kind, hypothesis.cases, hypothesis.peers) == ("policy", CASES, None)
    estimate = hypothesis.estimate()
    assert estimate.total == CASES * 19 * HOUR
    assert dict(estimate.details)["normal_wait"] == 11 * HOUR
    assert estimate.bound == "lower"
    assert hours(estimate.claims)[0] == (0, 0, 30)


def test_interval_reaches_from_what_exceeds_the_usual_gap_to_the_whole_gaps() -> None:
    """19 hours of each gap are counted; whoever works in one go saves all 30."""
    estimate = only(found(log_of(10, 12))).estimate()
    assert estimate.low < estimate.total == CASES * 19 * HOUR
    assert estimate.high > CASES * 30 * HOUR
    assert estimate.high < 2 * CASES * 30 * HOUR


def test_gaps_as_short_as_usual_cost_nothing_and_affect_nobody() -> None:
    hypothesis = only(found(log_of(30, 30)))
    assert hypothesis.cases == 0
    assert hypothesis.estimate().total == 0


def test_shorter_sessions_do_not_make_up_for_longer_ones() -> None:
    cases: list[list[Event]] = [
        [(WRITE, b), (WRITE, b + (50 if k % 2 else 1)), (SIGN, b + 100)]
        for k, b in enumerate(arrivals(CASES))
    ]
    estimate = only(found(measured(procedure(*cases)))).estimate()
    usual = dict(estimate.details)["normal_wait"]
    assert usual == 74.5 * HOUR
    assert estimate.total == 0
    usual_of_a_tenth = only(found(measured(procedure(*cases)), normal_quantile=0.0)).estimate()
    assert usual_of_a_tenth.total == 0


def test_usual_gap_is_a_shown_setting() -> None:
    assert only(found(log_of(10, 12), normal_quantile=0.0)).estimate().total == CASES * 20 * HOUR


def test_gap_ends_where_the_next_session_begins() -> None:
    cases: list[list[Event]] = [
        [(WRITE, b), (WRITE, b + 30, b + 26), (SIGN, b + 40, b + 40), (PAY, b + 52, b + 52)]
        for b in arrivals(CASES)
    ]
    estimate = only(found(measured(procedure(*cases)))).estimate()
    assert dict(estimate.details)["normal_wait"] == 11 * HOUR
    assert estimate.total == CASES * 15 * HOUR
    assert hours(estimate.claims)[0] == (0, 0, 26)


def test_session_that_began_before_the_last_ended_leaves_no_gap() -> None:
    cases: list[list[Event]] = [
        [(WRITE, b), (WRITE, b + 30, b - 5), (SIGN, b + 40, b + 40)] for b in arrivals(CASES)
    ]
    assert only(found(measured(procedure(*cases)))).estimate().total == 0


def test_step_that_is_repeated_by_another_unit_is_no_self_loop() -> None:
    units = [0, 1, 1, 1] * CASES
    assert found(log_of(10, 12, units=units)).hypotheses == ()
    assert len(found(log_of(10, 12, units=[0, 0, 0, 0] * CASES)).hypotheses) == 1


def test_gaps_between_units_are_not_usual_gaps() -> None:
    """Writing and signing in one unit, paying in another: only the 10 hours count as usual."""
    estimate = only(found(log_of(10, 500, units=[0, 0, 0, 1] * CASES))).estimate()
    assert dict(estimate.details)["normal_wait"] == 10 * HOUR


@pytest.mark.parametrize(("cases", "hypotheses", "left_out"), [(19, 0, 1), (20, 1, 0)])
def test_fewer_than_twenty_cases_are_left_out_and_counted(
    cases: int, hypotheses: int, left_out: int
) -> None:
    proposal = found(log_of(10, 12, cases=cases))
    assert (len(proposal.hypotheses), proposal.left_out) == (hypotheses, left_out)


def test_return_after_other_work_is_no_self_loop() -> None:
    cases: list[list[Event]] = [
        [(WRITE, b), (SIGN, b + 5), (WRITE, b + 90)] for b in arrivals(CASES)
    ]
    assert found(measured(procedure(*cases))).hypotheses == ()


@pytest.mark.parametrize("case", [[(WRITE, 0.0)], [(WRITE, 0.0), (WRITE, 5.0)]])
def test_log_with_nothing_to_compare_is_silent(case: list[Event]) -> None:
    assert found(measured(procedure(case))).hypotheses == ()


def test_longer_gaps_are_sure_and_equal_ones_are_not() -> None:
    longer, equal = only(found(log_of(10, 12))), only(found(log_of(10, 12, sessions=11)))
    assert longer.p_value is not None
    assert equal.p_value is not None
    assert longer.p_value < 0.01
    assert longer.effect_size == 1.0
    assert equal.effect_size == pytest.approx(0.0)


@pytest.mark.parametrize(
    ("units", "whose"),
    [((), "(which unit does them the log does not say)"), (("Bauamt",), "of the same unit")],
)
def test_usual_gap_is_named_where_the_comparison_is_told(
    units: tuple[str, ...], whose: str
) -> None:
    log = replace(log_of(10, 12, cases=400), org_units=units)
    (finding,) = [f for f in found_in(log).ranked if f.detector is SELF_LOOP]
    told_as = told(finding, log).fill(SELF_LOOP.wording.compared_with)
    assert told_as.en == f"gaps between other consecutive steps {whose}; 11 hours is usual"
    assert told_as.de.endswith("üblich sind 11 Stunden")


def test_typical_loss_of_a_case_is_that_of_all_its_gaps_together() -> None:
    """Three sessions 30 hours apart; usual is 11 hours: a case loses 2 × 19."""
    cases: list[list[Event]] = [
        [(WRITE, b), (WRITE, b + 30), (WRITE, b + 60), (SIGN, b + 70), (PAY, b + 82)]
        for b in arrivals(CASES)
    ]
    estimate = only(found(measured(procedure(*cases)))).estimate()
    assert estimate.typical == 2 * 19 * HOUR
    assert estimate.median == 30 * HOUR
    assert dict(estimate.details)["occurrences"] == 2 * CASES
