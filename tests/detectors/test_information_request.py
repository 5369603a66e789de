"""Request to the applicant, with hours counted by hand."""

import pytest
from tests.detectors.proposing import Interval, hours, only, proposed
from tests.procedures import Event, measured, procedure

from verwaltung_mining.detectors.information_request import INFORMATION_REQUEST
from verwaltung_mining.detectors.return_loop import RETURN_LOOP
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Cover, Place

LABELS = ("Prüfung", "Nachforderung", "Unterlagen nachgereicht", "Bescheid", "Erinnerung")
CHECK, REQUEST, REPLY, DECIDE, OTHER = range(5)


def log_of(*cases: list[Event], labels: tuple[str, ...] = LABELS) -> AnalysedLog:
    return measured(procedure(*cases, activities=labels))


def claims(*cases: list[Event], **settings: object) -> list[Interval]:
    proposal = proposed(INFORMATION_REQUEST, log_of(*cases), **settings)
    return sorted(i for h in proposal.hypotheses for i in hours(h.estimate().claims))


ASKED: list[Event] = [(CHECK, 10), (REQUEST, 15), (REPLY, 90), (DECIDE, 100)]


def test_case_rests_from_the_step_before_the_request_to_the_reply() -> None:
    hypothesis = only(proposed(INFORMATION_REQUEST, log_of(ASKED)))
    assert hypothesis.place == Place(activity=REQUEST, activities=(REPLY,))
    assert (hypothesis.kind, hypothesis.p_value, hypothesis.cases) == ("excision", None, 1)
    assert hours(hypothesis.estimate().claims) == [(0, 10, 90)]
    assert hypothesis.estimate().total == 80 * 3600


def test_recognised_names_are_told() -> None:
    matched = proposed(INFORMATION_REQUEST, log_of(ASKED)).matched
    assert matched == ("Nachforderung", "Unterlagen nachgereicht")


def test_case_nobody_is_asked_in_is_silent() -> None:
    assert claims([(CHECK, 0), (DECIDE, 9)], [(CHECK, 0), (REPLY, 5), (DECIDE, 9)]) == []


def test_step_that_is_then_done_again_belongs_to_the_request() -> None:
    case: list[Event] = [(CHECK, 10), (REQUEST, 15), (REPLY, 90), (CHECK, 120), (DECIDE, 130)]
    hypothesis = only(proposed(INFORMATION_REQUEST, log_of(case)))
    assert hypothesis.place == Place(activity=REQUEST, activities=(CHECK, REPLY))
    assert hours(hypothesis.estimate().claims) == [(0, 10, 120)]


def test_without_a_reply_the_case_rests_until_work_begins_again() -> None:
    assert claims([(CHECK, 10), (REQUEST, 15), (DECIDE, 100, 80)]) == [(0, 10, 80)]


def test_without_a_reply_and_a_start_the_next_completion_ends_it() -> None:
    assert claims([(CHECK, 10), (REQUEST, 15), (DECIDE, 100)]) == [(0, 10, 100)]


def test_request_at_the_end_takes_the_time_until_it_is_sent() -> None:
    assert claims([(CHECK, 10), (REQUEST, 15)]) == [(0, 10, 15)]


def test_request_at_the_beginning_takes_the_time_from_its_own_start() -> None:
    assert claims([(REQUEST, 15, 12), (REPLY, 40), (DECIDE, 50)]) == [(0, 12, 40)]
    assert claims([(REQUEST, 15), (REPLY, 40), (DECIDE, 50)]) == [(0, 15, 40)]


def test_several_letters_back_and_forth_are_one_exchange() -> None:
    case: list[Event] = [
        (CHECK, 0), (REQUEST, 5), (REQUEST, 30), (REPLY, 50), (REQUEST, 55), (REPLY, 80),
        (DECIDE, 90),
    ]  # fmt: skip
    assert claims(case) == [(0, 0, 80)]


def test_two_exchanges_with_work_between_are_two_stretches() -> None:
    case: list[Event] = [
        (CHECK, 0), (REQUEST, 5), (REPLY, 50), (OTHER, 60), (REQUEST, 70), (REPLY, 80),
        (DECIDE, 90),
    ]  # fmt: skip
    assert claims(case) == [(0, 0, 50), (0, 60, 80)]


def test_exchange_does_not_reach_into_the_next_case() -> None:
    assert claims([(CHECK, 0), (REQUEST, 5)], [(REPLY, 9), (DECIDE, 20)]) == [(0, 0, 5)]


def test_loop_by_a_request_is_no_return_loop() -> None:
    log = log_of([(CHECK, 10), (REQUEST, 15), (REPLY, 90), (CHECK, 120), (DECIDE, 130)])
    claimed = only(proposed(INFORMATION_REQUEST, log)).estimate().claims
    assert len(proposed(RETURN_LOOP, log).hypotheses) == 1
    assert proposed(RETURN_LOOP, log, taken=Cover.of(claimed)).hypotheses == ()


@pytest.mark.parametrize(
    "label",
    ["Unterlagen anfordern", "NACHFORDERUNG versenden", "Send request for information (RFI)"],
)
def test_words_are_found_anywhere_in_a_name_and_in_any_case(label: str) -> None:
    log = log_of([(0, 0), (1, 5), (2, 9)], labels=("Check", label, "Decide"))
    assert only(proposed(INFORMATION_REQUEST, log)).place.activity == 1


@pytest.mark.parametrize(
    "label", ["Request For Payment SUBMITTED by EMPLOYEE", "Antrag anfordern", "Anfrage verteilen"]
)
def test_request_for_something_else_is_none(label: str) -> None:
    log = log_of([(0, 0), (1, 5), (2, 9)], labels=("Check", label, "Decide"))
    proposal = proposed(INFORMATION_REQUEST, log)
    assert proposal.hypotheses == ()
    assert proposal.skipped is not None


def test_words_are_a_setting_and_taken_literally() -> None:
    log = log_of([(0, 0), (1, 5), (2, 9)], labels=("Check", "Brief (extern)", "Decide"))
    found = proposed(INFORMATION_REQUEST, log, request_words=("brief (",), reply_words=())
    assert only(found).place.activity == 1
    assert proposed(INFORMATION_REQUEST, log, request_words=(), reply_words=()).skipped is not None


def test_name_that_says_both_is_a_reply() -> None:
    labels = ("Check", "Nachforderung: Unterlagen nachgereicht", "Decide")
    log = log_of([(0, 0), (1, 5), (2, 9)], labels=labels)
    assert proposed(INFORMATION_REQUEST, log).hypotheses == ()


def test_log_of_one_event_is_silent_or_claims_nothing() -> None:
    assert claims([(CHECK, 0)]) == []
    assert claims([(REQUEST, 0)]) == [(0, 0, 0)]
