"""One candidate in full."""

import pytest
from tests.sample_document import (
    benefit,
    candidate,
    document,
    evidence,
    released,
    with_activity,
)

from verwaltung_mining.errors import UnknownNameError
from verwaltung_mining.outputs.columns import WIDTH, display_width
from verwaltung_mining.outputs.explanation import explanation, find_candidate
from verwaltung_mining.release import ReleaseContext, release_analysis
from verwaltung_mining.texts import LANGUAGES, Language


@pytest.mark.parametrize("key", ["ST-77b01d", "st-77", "2", " 2 ", "ST-77B01D"])
def test_id_its_beginning_and_rank_name_the_same_candidate(key: str) -> None:
    assert find_candidate(document(), key).id == "ST-77b01d"


@pytest.mark.parametrize("key", ["ST", "XX-1", "", "99", "0"])
def test_key_that_names_none_or_several_is_refused_with_the_choice(key: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_candidate(document(), key)
    assert "ST-77b01d" in caught.value.hint.en
    assert caught.value.exit_code == 2


def test_rank_wins_over_the_beginning_of_an_id() -> None:
    whole = document(candidates=(candidate("1A-x", 2), candidate("ZZ-x", 1)))
    assert find_candidate(whole, "1").id == "ZZ-x"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_the_document_says_about_a_candidate_is_told(language: Language) -> None:
    told = explanation(released(), "2", language)
    one = find_candidate(document(), "2")
    evidence = one.evidence
    texts = (one.title, one.observation, one.experiment, evidence.formula, evidence.compared_with,
             evidence.disproof)  # fmt: skip
    for text in texts:
        assert text.in_language(language) in told
    for texts_ in (one.questions, evidence.confidence_reasons):
        for line in texts_.de if language == "de" else texts_.en:
            assert line in told


def test_numbers_behind_the_saving_are_told() -> None:
    told = explanation(released(), "2", "en")
    for fact in (
        "300 of 1,400 analysed cases", "1,100 peers: median 1.5 days, mean 2 days",
        "Cliff's delta) 0.31", "q = 0.003", "on its own: 210 (350–520) case-days a year",
        "overlap: ≥ 189 (147–231) case-days a year", "lower bound",
        "of every day lost here, 0.95 day reaches the applicant (0.9 to 1)",
        "compared at the same: Verfahrensart, block of 13 weeks",
        "missed deadlines a year: 12.0 (4.0 to 20.0)", "ranks 1 to 2: 600",
    ):  # fmt: skip
        assert fact in told


def test_symptom_says_where_it_belongs() -> None:
    assert "lies almost wholly inside RL-3f2a9c" in explanation(released(), "3", "en")


def test_finding_without_benefit_says_so() -> None:
    assert "spart keine eigene Zeit" in explanation(released(), "5", "de")


def test_lines_fit_and_hold_no_control_codes() -> None:
    odd = release_analysis(with_activity("a\n\x1b[31m" + "b" * 300), ReleaseContext())
    told = explanation(odd, "1", "de")
    assert max(map(display_width, told.splitlines())) <= WIDTH
    assert "\x1b" not in told


def test_candidate_that_shares_no_time_says_so() -> None:
    alone = candidate("RL-1", 1, benefit=benefit(100.0, fair_share=100.0))
    told = explanation(release_analysis(document(candidates=(alone,)), ReleaseContext()), "1", "de")
    assert "überschneidet sich mit keinem anderen Vorschlag" in told
    assert "Rang 1 bis" not in told


def test_time_that_is_measured_itself_is_compared_with_nothing() -> None:
    strata = evidence(155, strata=("block",))
    whole = document(candidates=(candidate("RL-1", 1, evidence=strata),))
    assert "13 weeks" not in explanation(release_analysis(whole, ReleaseContext()), "1", "en")


@pytest.mark.parametrize(
    ("key", "said"), [("99", "„99“ gibt es nicht."), ("ST", "Mit „ST“ beginnen 2 Kennungen.")]
)
def test_wrong_key_is_answered_in_plain_words(key: str, said: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        explanation(released(), key, "de")
    assert caught.value.message.de == said


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "war nicht zu messen"), ("en", "could not be measured")],
)
def test_share_that_was_not_measured_is_said_to_be_taken(language: Language, words: str) -> None:
    taken = benefit(475.0, pass_through=1.0, pass_through_low=None, pass_through_high=None)
    whole = document(candidates=(candidate("RL-3f2a9c", 1, benefit=taken),))
    told = explanation(release_analysis(whole, ReleaseContext()), "1", language)
    assert words in " ".join(told.split())
    assert "of every day lost here" not in told
