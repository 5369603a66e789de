"""Late knock-out, with hours counted by hand."""

import pytest
from hypothesis import given
from tests.detectors.proposing import hours, only, proposed
from tests.procedures import Event, arrivals, measured, procedure
from tests.strategies import event_logs

from verwaltung_mining.detectors.late_knock_out import LATE_KNOCK_OUT
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Cover, Place, Proposal

LABELS = ("Eingang", "Gutachten", "Zulässigkeit", "Bescheid", "Ablehnung")
INTAKE, EXPERT, CHECK, GRANT, REFUSE = range(5)

LATE: list[Event] = [(INTAKE, 0), (EXPERT, 20, 12), (CHECK, 30), (GRANT, 40)]
EARLY: list[Event] = [(INTAKE, 0), (CHECK, 5), (EXPERT, 25), (GRANT, 40)]
REFUSED: list[Event] = [(INTAKE, 0), (EXPERT, 20, 12), (CHECK, 30), (REFUSE, 31)]
REFUSED_EARLY: list[Event] = [(INTAKE, 0), (CHECK, 5), (REFUSE, 6)]
USUAL = [*[LATE] * 70, *[EARLY] * 30]


def log_of(*cases: list[Event], outcome: list[str] | None = None) -> AnalysedLog:
    attributes = {"result": ("outcome", outcome)} if outcome else None
    return measured(procedure(*cases, activities=LABELS, attributes=attributes))  # type: ignore[arg-type]


def found(*cases: list[Event], outcome: list[str] | None = None, **settings: object) -> Proposal:
    return proposed(LATE_KNOCK_OUT, log_of(*cases, outcome=outcome), **settings)


def test_rejected_cases_would_end_earlier_by_the_work_that_could_wait() -> None:
    """The expert opinion takes 20 hours in 40 rejected cases; elsewhere it follows the check."""
    hypothesis = only(found(*[REFUSED] * 40, *USUAL))
    assert hypothesis.place == Place(activity=CHECK)
    assert (hypothesis.kind, hypothesis.cases, hypothesis.p_value) == ("work", 40, None)
    assert hours(hypothesis.estimate().claims)[0] == (0, 0, 20)
    assert hypothesis.estimate().total == 40 * 20 * 3600


def test_hours_of_work_before_the_check_are_told_where_starts_are_known() -> None:
    """Eight hours each, in an office that works nearly around the clock."""
    spread = zip([*[REFUSED] * 40, *USUAL] * 12, arrivals(12 * 140), strict=True)
    cases = [[(e[0], *(at + moment for moment in e[1:])) for e in case] for case, at in spread]  # type: ignore[operator]
    (hours_of_work,) = only(proposed(LATE_KNOCK_OUT, log_of(*cases))).estimate().secondary  # type: ignore[arg-type]
    assert hours_of_work.unit == "staff_hours"
    assert hours_of_work.value == pytest.approx(12 * 40 * 8, rel=0.05)
    assert hours_of_work.low <= hours_of_work.value <= hours_of_work.high
    without = [[(e[0], e[1]) for e in case] for case in (REFUSED, LATE)]
    log = log_of(*[without[0]] * 40, *[without[1]] * 70, *[EARLY] * 30)  # type: ignore[list-item]
    assert only(proposed(LATE_KNOCK_OUT, log)).estimate().secondary == ()


def test_finding_tells_the_rate_and_the_order_it_rests_on() -> None:
    """40 of 140 cases end after the check."""
    remark = only(found(*[REFUSED] * 40, *USUAL)).remark
    assert remark is not None
    assert remark.en.startswith("40 of 140 cases with this step then end in a rejection (28.6%")
    assert remark.en.endswith("only after it in other cases: “Gutachten”")


def test_order_that_never_varies_says_nothing_about_another() -> None:
    proposal = found(*[REFUSED] * 40, *[LATE] * 100)
    assert (proposal.hypotheses, proposal.left_out) == ((), 1)
    assert proposal.matched == ("Ablehnung",)


def test_check_that_comes_early_already_is_fine() -> None:
    assert found(*[REFUSED_EARLY] * 40, *USUAL).hypotheses == ()


def test_check_that_rejects_few_stays_where_it_is() -> None:
    assert found(*[REFUSED] * 20, *USUAL * 4).hypotheses == ()
    assert len(found(*[REFUSED] * 20, *USUAL * 4, least_rejection=0.01).hypotheses) == 1


def test_too_few_rejected_cases_are_not_looked_at() -> None:
    assert found(*[REFUSED] * 19, *USUAL) == Proposal(matched=("Ablehnung",))


def test_outcome_tells_rejections_where_no_step_does() -> None:
    refused = [*[REFUSED[:3]] * 40]
    outcome = ["Abgelehnt"] * 40 + ["Bewilligt"] * 100
    hypothesis = only(found(*refused, *USUAL, outcome=outcome))
    assert hypothesis.place == Place(activity=CHECK)
    assert hypothesis.cases == 40
    assert found(*refused, *USUAL, outcome=["offen"] * 140).hypotheses == ()


def test_cheaper_check_with_more_rejections_stays_first() -> None:
    """The expert opinion itself ends more cases for its time than the check does."""
    by_expert: list[Event] = [(INTAKE, 0), (EXPERT, 1), (REFUSE, 2)]
    slow_check: list[Event] = [(INTAKE, 0), (EXPERT, 1), (CHECK, 500), (REFUSE, 501)]
    late: list[Event] = [(INTAKE, 0), (EXPERT, 1), (CHECK, 500), (GRANT, 510)]
    early: list[Event] = [(INTAKE, 0), (CHECK, 499), (EXPERT, 500), (GRANT, 510)]
    usual = [*[late] * 70, *[early] * 30]
    assert found(*[by_expert] * 60, *[slow_check] * 40, *usual).hypotheses == ()
    assert len(found(*[slow_check] * 40, *usual).hypotheses) == 1


def test_recognised_steps_and_values_of_the_outcome_are_told() -> None:
    outcome = ["Abgelehnt"] * 40 + ["Bewilligt"] * 100
    assert found(*[REFUSED] * 40, *USUAL, outcome=outcome).matched == ("Ablehnung", "Abgelehnt")


def test_log_without_words_of_rejection_says_so() -> None:
    labels = ("Eingang", "Gutachten", "Zulässigkeit", "Bescheid", "Ende")
    log = measured(procedure(*[REFUSED] * 40, *USUAL, activities=labels))
    skipped = proposed(LATE_KNOCK_OUT, log).skipped
    assert skipped is not None
    assert skipped.en.startswith("no outcome and no last step says that something is rejected")
    assert skipped.en.endswith("rejection_words of [detectors.late_knock_out]")
    assert len(proposed(LATE_KNOCK_OUT, log, rejection_words=("ende",)).hypotheses) == 1


def test_log_in_which_every_case_is_rejected_is_silent() -> None:
    assert found(*[REFUSED] * 40).hypotheses == ()


def test_what_a_more_specific_detector_claims_is_not_claimed_again() -> None:
    log = log_of(*[REFUSED] * 40, *USUAL)
    taken = Cover.of(only(proposed(LATE_KNOCK_OUT, log)).estimate().claims)
    assert proposed(LATE_KNOCK_OUT, log, taken=taken).hypotheses == ()


@given(event_logs(activities=5))
def test_claims_lie_inside_rejected_cases(log: EventLog) -> None:
    kept = measured(log)
    proposal = proposed(
        LATE_KNOCK_OUT, kept, rejection_words=("activity 4",), minimum_cases=1, least_rejection=0.0
    )
    refused = set(kept.events.collect().filter(kept.events.column("activity") == 4)["index"])
    for hypothesis in proposal.hypotheses:
        estimate = hypothesis.estimate()
        assert set(estimate.claims.index.tolist()) <= refused
        assert (estimate.claims.seconds >= 0).all()
        assert estimate.total <= kept.total_seconds
