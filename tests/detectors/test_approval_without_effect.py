"""Approval without effect, with hours counted by hand."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from tests.detectors.proposing import hours, only, proposed
from tests.procedures import Event, arrivals, measured, procedure
from tests.strategies import event_logs

from verwaltung_mining.detectors.approval_without_effect import APPROVAL_WITHOUT_EFFECT
from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Cover, Place, Proposal

LABELS = ("Entwurf", "Fachliche Prüfung", "Mitzeichnung", "Versand", "Ablehnung")
DRAFT, CHECK, COSIGN, SEND, REJECT = range(5)

PLAIN: list[Event] = [(DRAFT, 0), (CHECK, 5), (COSIGN, 30), (SEND, 31)]
WITHOUT: list[Event] = [(DRAFT, 0), (CHECK, 5), (SEND, 6)]
SENT_BACK: list[Event] = [*PLAIN[:3], (DRAFT, 40), (CHECK, 45), (COSIGN, 50), (SEND, 51)]
REJECTED: list[Event] = [(DRAFT, 0), (CHECK, 5), (REJECT, 30)]
MANY = 200
MIXED = [*[PLAIN, PLAIN, PLAIN, WITHOUT] * 60, *[PLAIN] * 20]


def log_of(*cases: list[Event], outcome: list[str] | None = None) -> AnalysedLog:
    """The cases, one after the other over half a year."""
    begins = arrivals(len(cases))
    moved = [[(e[0], e[1] + begin) for e in c] for c, begin in zip(cases, begins, strict=True)]
    attributes = {"result": ("outcome", outcome)} if outcome else None
    return measured(procedure(*moved, activities=LABELS, attributes=attributes))  # type: ignore[arg-type]


def found(*cases: list[Event], outcome: list[str] | None = None, **settings: object) -> Proposal:
    return proposed(APPROVAL_WITHOUT_EFFECT, log_of(*cases, outcome=outcome), **settings)


def test_second_review_in_a_row_takes_its_time_after_the_first() -> None:
    """200 cases wait 25 hours for the countersignature, and none ever goes another way."""
    hypothesis = only(found(*[PLAIN] * MANY))
    assert hypothesis.place == Place(activity=COSIGN)
    assert (hypothesis.kind, hypothesis.cases) == ("excision", MANY)
    assert hypothesis.estimate().total == MANY * 25 * 3600
    assert hours(hypothesis.estimate().claims)[0] == (0, 5, 30)


def test_finding_says_what_it_rests_on() -> None:
    remark = only(found(*[PLAIN] * MANY)).remark
    assert remark is not None
    assert remark.en.startswith("In 200 of 200 passages the case went on unchanged with “Versand”")
    assert "at most 1.9% otherwise" in remark.en
    assert remark.en.endswith("another review lay directly before it")


def test_recognised_names_are_told() -> None:
    assert found(*[PLAIN] * 3).matched == ("Fachliche Prüfung", "Mitzeichnung", "Ablehnung")


def test_review_that_sends_back_now_and_then_has_an_effect() -> None:
    proposal = found(*[PLAIN] * 190, *[SENT_BACK] * 10)
    assert (proposal.hypotheses, proposal.left_out) == ((), 1)


def test_rejections_where_the_review_would_have_come_are_its_effect() -> None:
    proposal = found(*[PLAIN] * 190, *[REJECTED] * 10)
    assert (proposal.hypotheses, proposal.left_out) == ((), 1)


def test_few_reviews_do_not_show_that_nothing_ever_changes() -> None:
    """Of 100 none changes anything: up to 3.7 in a hundred still might."""
    assert found(*[PLAIN] * 100).hypotheses == ()
    assert len(found(*[PLAIN] * 100, most_change=0.04).hypotheses) == 1


def test_only_review_is_never_redundant() -> None:
    alone = [(DRAFT, 0.0), (COSIGN, 30.0), (SEND, 31.0)]
    told = ("Fachliche Prüfung", "Mitzeichnung", "Ablehnung")
    assert found(*[alone] * MANY) == Proposal(matched=told)


def test_review_that_some_cases_do_without_is_asked_about() -> None:
    straight = [(DRAFT, 0.0), (SEND, 1.0)]
    alone = [(DRAFT, 0.0), (COSIGN, 30.0), (SEND, 31.0)]
    hypothesis = only(found(*[alone] * MANY, *[straight] * 30))
    assert hypothesis.cases == MANY
    assert hypothesis.remark is not None
    assert hypothesis.remark.en.endswith("30 cases go the same way without the step")
    assert found(*[alone] * MANY, *[straight] * 19).hypotheses == ()
    assert found(*[alone] * 1000, *[straight] * 30).hypotheses == ()


def test_review_with_which_cases_end_differently_has_an_effect() -> None:
    ends = ["refused", "granted", "refused", "granted"] * 60 + ["granted"] * 20
    assert found(*MIXED, outcome=ends).hypotheses == ()
    alike = (["granted"] * 4 + ["refused"] * 4) * 32 + ["granted"] * 4
    assert found(*MIXED, outcome=alike).hypotheses != ()


def test_varied_outcomes_may_be_the_review_s_doing_where_no_case_does_without_it() -> None:
    assert found(*[PLAIN] * MANY, outcome=["granted", "refused"] * 100).hypotheses == ()
    assert found(*[PLAIN] * MANY, outcome=["granted"] * MANY).hypotheses != ()


def test_handing_over_for_review_is_no_review() -> None:
    labels = ("Entwurf", "Zur Prüfung vorgelegt", "Mitzeichnung", "Versand")
    log = measured(procedure(*[PLAIN] * MANY, activities=labels))
    assert proposed(APPROVAL_WITHOUT_EFFECT, log).matched == ("Mitzeichnung",)


def test_words_can_be_replaced() -> None:
    words = {
        "approval_words": ("versand",),
        "review_words": ("entwurf",),
        "rejection_words": (),
    }
    assert found(*[PLAIN] * MANY, **words).matched == ("Entwurf", "Versand")
    skipped = found(*[PLAIN] * MANY, approval_words=()).skipped
    assert skipped is not None
    assert skipped.en.startswith("no activity name says that something is approved")
    assert skipped.en.endswith("approval_words of [detectors.approval_without_effect]")


def test_check_that_is_work_of_its_own_is_not_asked_about() -> None:
    """A check after a check looks at something else; only approvals may be one too many."""
    other_way_round: list[Event] = [(DRAFT, 0), (COSIGN, 5), (CHECK, 30), (SEND, 31)]
    assert found(*[other_way_round] * MANY).hypotheses == ()


def test_second_review_under_the_same_name_counts_when_another_person_does_it() -> None:
    twice = [(DRAFT, 0.0), (COSIGN, 5.0), (COSIGN, 30.0), (SEND, 31.0)]
    log = procedure(*[twice] * MANY, activities=LABELS)
    assert proposed(APPROVAL_WITHOUT_EFFECT, measured(log)).hypotheses == ()
    persons = pl.Series("person", [0, 1, 2, 2] * MANY, dtype=pl.UInt16)
    log = replace(log, events=Parts.of(log.events.collect().with_columns(persons)))
    hypothesis = only(proposed(APPROVAL_WITHOUT_EFFECT, measured(log)))
    assert hours(hypothesis.estimate().claims)[0] == (0, 5, 30)


def test_what_a_more_specific_detector_claims_is_not_asked_about() -> None:
    everything = only(found(*[PLAIN] * MANY)).estimate().claims
    taken = Cover.of(everything)
    proposal = proposed(APPROVAL_WITHOUT_EFFECT, log_of(*[PLAIN] * MANY), taken=taken)
    assert proposal.hypotheses == ()


@pytest.mark.parametrize("case", [[(COSIGN, 0)], [(COSIGN, 0), (CHECK, 0)]])
def test_shortest_cases_are_silent(case: list[Event]) -> None:
    assert found(*[case] * MANY).hypotheses == ()


@given(event_logs())
def test_claims_are_the_waits_for_the_review(log: EventLog) -> None:
    kept = measured(replace(log, activities=LABELS[: len(log.activities)]))
    proposal = proposed(APPROVAL_WITHOUT_EFFECT, kept, most_change=1.0, minimum_without=1)
    for hypothesis in proposal.hypotheses:
        mine = kept.events.collect(where=pl.col("activity") == hypothesis.place.activity)
        assert hypothesis.place.activity == COSIGN
        assert hypothesis.estimate().total <= mine["seconds"].sum() + 1e-3
        assert set(hypothesis.estimate().claims.index) <= set(mine["index"])
