"""Time that ends in a step of the applicant."""

from dataclasses import replace

from tests.procedures import measured, procedure

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Claims, Hypothesis, Party, Place, Proposal
from verwaltung_mining.shapes.excision import estimate
from verwaltung_mining.shapes.party import APPLICANT_WORDS, with_applicants

LABELS = ("Prüfung", "Unterlagen nachgereicht", "Bescheid")
CHECK, REPLY, DECIDE = range(3)


def log_of() -> AnalysedLog:
    return measured(procedure([(CHECK, 0), (REPLY, 5), (DECIDE, 9)], activities=LABELS))


def hypothesis(place: Place) -> Hypothesis:
    log = log_of()
    return Hypothesis(
        place=place,
        kind="excision",
        p_value=None,
        effect_size=None,
        cases=1,
        peers=None,
        strata=(),
        estimate=lambda: estimate(log, Claims.none()),
    )


def party_at(
    place: Place, words: tuple[str, ...] = APPLICANT_WORDS, usual: Party = "authority"
) -> str | None:
    proposal = Proposal(hypotheses=(hypothesis(place),))
    proposal = with_applicants(log_of(), proposal, words, usual=usual)
    return proposal.hypotheses[0].party


def test_wait_before_an_applicant_s_step_lies_with_the_applicant() -> None:
    assert party_at(Place(source=CHECK, target=REPLY)) == "applicant"
    assert party_at(Place(activity=REPLY)) == "applicant"


def test_wait_after_it_does_not() -> None:
    assert party_at(Place(source=REPLY, target=DECIDE)) is None
    assert party_at(Place(activities=(REPLY,))) is None


def test_time_at_a_step_that_lies_with_several_stays_so() -> None:
    assert party_at(Place(activity=REPLY), usual="unknown") is None
    assert party_at(Place(source=CHECK, target=REPLY), usual="unknown") == "applicant"


def test_words_can_be_replaced() -> None:
    assert party_at(Place(activity=CHECK), ("prüfung",)) == "applicant"
    assert party_at(Place(activity=REPLY), ()) is None


def test_what_the_detector_says_itself_stays() -> None:
    said = replace(hypothesis(Place(activity=REPLY)), party="third")
    proposal = with_applicants(
        log_of(), Proposal(hypotheses=(said,)), APPLICANT_WORDS, usual="authority"
    )
    assert (proposal.hypotheses[0].party, proposal.matched) == ("third", ())


def test_recognised_steps_are_told_once() -> None:
    both = (hypothesis(Place(activity=REPLY)), hypothesis(Place(source=CHECK, target=REPLY)))
    proposal = Proposal(hypotheses=both, matched=("Unterlagen nachgereicht",))
    told = with_applicants(log_of(), proposal, APPLICANT_WORDS, usual="authority")
    assert told.matched == ("Unterlagen nachgereicht",)
    unused = with_applicants(log_of(), Proposal(), APPLICANT_WORDS, usual="authority")
    assert unused.matched == ()
