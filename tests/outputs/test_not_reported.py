"""A result without candidates says what was tested and what would help."""

from typing import Any

import msgspec
import pytest
from tests.sample_document import candidate, document, log_part, released

from verwaltung_mining.outputs.markdown import summary_markdown
from verwaltung_mining.outputs.not_reported import NO_FINDING, no_candidate_text, not_reported_text
from verwaltung_mining.outputs.terminal import terminal_text
from verwaltung_mining.release.document import Privacy
from verwaltung_mining.release.tested import Tested as Outcome
from verwaltung_mining.texts import Language, Text

FEW = {"log": log_part(analysed_cases=60), "candidates": ()}
HINT = candidate("UW-1", 3, benefit=None)
MANY = tuple(candidate(f"RL-{n}", n) for n in range(1, 4))


def outcome(
    detector: str, *, hypotheses: int, reported: int = 0, absorbed: int = 0, few_cases: int = 0
) -> Outcome:
    return Outcome(
        detector=detector,
        hypotheses=hypotheses,
        left_out=0,
        reported=reported,
        absorbed=absorbed,
        few_cases=few_cases,
        skipped=None,
    )


TESTED = (outcome("return_loop", hypotheses=9, few_cases=1),)


def test_patterns_tested_without_a_finding_are_named() -> None:
    few = document(
        **FEW,
        tested=(
            outcome("information_request", hypotheses=3, few_cases=2),
            outcome("return_loop", hypotheses=2),
            outcome("ping_pong", hypotheses=0),
            outcome("batch_release", hypotheses=5, reported=1),
        ),
    )
    told = not_reported_text(few, "de")
    assert told is not None
    assert told.startswith("Geprüft und nicht gemeldet: Nachforderung, Rückschleife (zu wenige")
    assert "An 2 Stellen gibt es weniger als 20 betroffene oder vergleichbare Fälle" in told


def test_longer_period_is_asked_for_only_where_places_had_too_few_cases() -> None:
    tested = (outcome("return_loop", hypotheses=2),)
    assert "longer period" not in str(not_reported_text(document(**FEW, tested=tested), "en"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"log": log_part(analysed_cases=500), "candidates": MANY}, False),
        ({"log": log_part(analysed_cases=499), "candidates": MANY}, True),
        ({"log": log_part(analysed_cases=500), "candidates": MANY[:2]}, True),
        ({"log": log_part(analysed_cases=500), "candidates": (*MANY[:2], HINT)}, True),
    ],
)
def test_only_few_cases_or_candidates_need_the_line(changes: dict[str, Any], said: bool) -> None:
    assert (
        "Tested and not reported"
        in str(not_reported_text(document(**changes, tested=TESTED), "en"))
    ) is said


def test_it_stands_between_candidates_and_notes() -> None:
    printed = terminal_text(released(candidates=(), tested=TESTED), "en")
    places = [printed.index(t) for t in ("candidates (0)", "export a longer period", "Tested: ")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Nachgewiesen, aber später aufgefangen: Langer Übergang (2)."),
        ("en", "Found, but absorbed further down: Slow transition (2)."),
    ],
)
def test_what_is_absorbed_further_down_is_said_even_where_there_are_many_candidates(
    language: Language, words: str
) -> None:
    tested = (
        outcome("slow_transition", hypotheses=9, reported=1, absorbed=2),
        outcome("return_loop", hypotheses=3),
    )
    many = document(log=log_part(analysed_cases=500), candidates=MANY, tested=tested)
    told = not_reported_text(many, language)
    assert told is not None
    assert told.startswith(words)
    assert "20" not in told
    few = not_reported_text(document(**FEW, tested=tested), "en")
    assert few is not None
    assert "Tested and not reported: Return loop (" in few


@pytest.mark.parametrize(
    ("language", "suppressed", "words"),
    [
        (
            "de",
            {"candidate_step_few_persons": 1},
            "Kein Befund darf gezeigt werden; 1 Vorschlag ist zum Schutz von Personen "
            "zurückgehalten.",
        ),
        (
            "en",
            {"candidate_few_cases": 1, "candidate_step_few_persons": 1},
            "No finding may be shown; 2 candidates are withheld to protect persons.",
        ),
        (
            "en",
            {"candidate_few_cases": 1, "candidate_symptom_of_withheld": 3},
            "No finding may be shown; 1 candidate is withheld to protect persons.",
        ),
    ],
)
def test_empty_list_says_that_candidates_are_withheld(
    language: Language, suppressed: dict[str, int], words: str
) -> None:
    privacy = Privacy(agreement=None, thresholds={}, suppressed=suppressed)
    whole = released(candidates=(), privacy=privacy)
    printed = " ".join(terminal_text(whole, language).split())
    summary = " ".join(summary_markdown(whole, language).decode().split())
    for told in (printed, summary):
        assert words in told
        assert NO_FINDING.in_language(language) not in told


def test_what_is_withheld_of_the_strengths_leaves_no_candidate_unsaid() -> None:
    privacy = Privacy(agreement=None, thresholds={}, suppressed={"strength_few_cases": 1})
    empty = document(candidates=(), privacy=privacy)
    assert no_candidate_text(empty, "en") == NO_FINDING.en


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Nicht prüfbar: Stapel (nur Tage); Ping-Pong (keine Einheiten)."),
        ("en", "Not testable: Batch (days only); Ping-pong (no units)."),
    ],
)
def test_summary_says_why_patterns_could_not_be_tested(language: Language, words: str) -> None:
    reasons = {
        "batch_release": Text(de="nur Tage", en="days only"),
        "ping_pong": Text(de="keine Einheiten", en="no units"),
    }
    tested = tuple(
        msgspec.structs.replace(outcome(detector, hypotheses=0), skipped=why)
        for detector, why in reasons.items()
    )
    whole = released(tested=tested)
    assert words in summary_markdown(whole, language).decode()
    assert reasons["ping_pong"].in_language(language) not in terminal_text(whole, language)
