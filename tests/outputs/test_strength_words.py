"""What stands beside a strength, and a strength in full."""

from typing import Any

import msgspec
import pytest
from tests.sample_document import document, strength

from verwaltung_mining.outputs.explanation import explanation
from verwaltung_mining.outputs.markdown import summary_markdown
from verwaltung_mining.outputs.strength_explanation import strength_title
from verwaltung_mining.outputs.strength_method import METHODS
from verwaltung_mining.outputs.strength_words import FASTEST, beside_strength, not_tested_strengths
from verwaltung_mining.outputs.terminal import terminal_text
from verwaltung_mining.release import ReleaseContext, release_analysis
from verwaltung_mining.release.document import (
    Strength,
    StrengthEffect,
    StrengthMix,
    StrengthRaw,
    StrengthWhere,
)
from verwaltung_mining.release.document import TestedStrengths as LookedFor
from verwaltung_mining.strengths import STRENGTHS
from verwaltung_mining.texts import LANGUAGES, Language, Text


def compared(distance: float = 0.3) -> Strength:
    return msgspec.structs.replace(
        strength(),
        kind="fast_and_clean",
        peer_cases=900,
        q_value=0.004,
        effect=StrengthEffect(
            measure="share_fast_and_clean", value=0.54, peers=0.36, low=0.121, high=0.232
        ),
        raw=StrengthRaw(value=0.54, peers=0.25),
        case_mix=(
            StrengthMix(dimension="case_type", attribute="Antragsart", distance=0.02),
            StrengthMix(dimension="block", attribute=None, distance=distance),
        ),
    )


def test_unlike_groups_are_named_with_the_raw_contrast() -> None:
    told = beside_strength(compared(), "en")
    assert "quarter of arrival 30%" in told
    assert "case type" not in told
    assert "Without adjusting: 54% against 25%." in told


def test_alike_groups_are_said_to_be_alike() -> None:
    told = beside_strength(compared(0.05), "de")
    assert told.startswith("Fallmix: die Gruppen gleichen sich in Fallart und Eingangsquartal.")


def test_nothing_stands_beside_what_compares_nothing() -> None:
    assert beside_strength(strength(), "de") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_case_mix_stands_beside_the_strength_wherever_it_is_told(language: Language) -> None:
    one = compared()
    released = release_analysis(document(strengths=(one,)), ReleaseContext())
    beside = " ".join(beside_strength(one, language).split())
    assert beside in " ".join(terminal_text(released, language).split())
    raw = f"{'Ohne Ausgleich' if language == 'de' else 'Without adjusting'}"
    assert raw in summary_markdown(released, language).decode()


def test_strength_is_explained_by_its_id_with_every_number() -> None:
    released = release_analysis(document(strengths=(compared(),)), ReleaseContext())
    told = explanation(released, strength().id.lower(), "en")
    for fact in (
        "240 cases: 54%", "comparable cases: 36%",
        "better by 18.0 percentage points (12.1 to 23.2; 95% certain)",
        "900 cases to compare with", "q = 0.004",
        "1,140 of 1,400 analysed cases; only cases with comparable ones in the other group",
        "range: 95% of the results when whole arrival weeks are drawn again",
        "compared at the same case type, channel, quarter of arrival",
        "each kind of case weighs as much among the others as it does in this group",
        "Group: Bauvoranfrage",
        "groups in case type (Antragsart) 2.0%, quarter of arrival 30.0%: so many cases",
        "Fast: as fast as the fastest quarter",
    ):  # fmt: skip
        assert fact in " ".join(told.split())


def faster(**where: Any) -> Strength:
    return msgspec.structs.replace(
        compared(),
        kind="improvement",
        where=StrengthWhere(**where),
        effect=StrengthEffect(measure="mean_days", value=2.4, peers=6.2, low=2.1, high=5.4),
        raw=StrengthRaw(value=2.4, peers=6.1, median=1.5, peer_median=3.0),
    )


def explained(one: Strength, language: Language = "en") -> str:
    """What `explain` says of the only strength, in one line."""
    whole = release_analysis(document(strengths=(one,)), ReleaseContext())
    return " ".join(explanation(whole, one.id, language).split())


def test_mean_times_stand_beside_their_medians_and_their_difference() -> None:
    told = explained(faster())
    assert "better by 3.8 days (2.1 days to 5.4 days; 95% certain)" in told
    assert "Without adjusting: 2.4 days against 6.1 days on average" in told
    assert "on average, medians 1.5 days against 3 days." in told
    assert "1,5 Tage gegenüber 3 Tage im Median." in explained(faster(), "de")
    assert "medians" not in explained(compared())


def test_cases_that_do_not_count_are_told_with_the_reason() -> None:
    whole, way = (
        explained(faster(**where)) for where in ({}, {"source": "Eingang", "target": "Bescheid"})
    )
    assert "1,140 of 1,400 analysed cases; those that came too late to be judged" in whole
    assert "1,140 of 1,400 analysed cases; those that do not take this way do not count;" in way


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("improvement", "arrival weeks are drawn"),
        ("helpful_step", "arrival weeks are drawn"),
        ("clean_step", "exact interval"),
        ("deadline_kept", "exact interval"),
        ("good_season", "t interval"),
    ],
)
def test_range_of_a_strength_names_its_method(kind: str, words: str) -> None:
    assert words in explained(msgspec.structs.replace(compared(), kind=kind))


def test_deadlines_are_kept_by_cases_that_are_not_analysed_too() -> None:
    told = explained(msgspec.structs.replace(compared(), kind="deadline_kept"))
    assert "or past it, open ones too" in told
    assert "1,400 analysed cases" not in told


def test_every_kind_of_strength_says_how_its_numbers_came_about() -> None:
    assert set(METHODS) == {kind.id for kind in STRENGTHS}


def test_title_of_a_strength_names_every_kind_of_place() -> None:
    def titled(**place: Any) -> str:
        where = StrengthWhere(**place)
        return strength_title(msgspec.structs.replace(compared(), where=where), "en")

    assert titled() == "Group: whole process"
    assert titled(source="Eingang", target="Prüfung") == "Group: Eingang → Prüfung"
    assert titled(activity="Prüfung", org_unit="Amt 3") == "Group: Prüfung, Amt 3"
    assert titled(season=2) == "Group: 2. quarter"


@pytest.mark.parametrize("language", LANGUAGES)
def test_fast_is_said_to_mean_what_only_where_it_is_said(language: Language) -> None:
    told, silent = (
        release_analysis(document(strengths=(one,)), ReleaseContext())
        for one in (compared(), strength())
    )
    meaning = FASTEST.in_language(language)
    assert meaning in " ".join(terminal_text(told, language).split())
    assert meaning not in " ".join(terminal_text(silent, language).split())
    assert meaning.split(" (")[0] in summary_markdown(told, language).decode()


def test_kinds_that_could_not_be_tested_are_named_with_the_reason() -> None:
    missing = Text(de="es fehlt eine Spalte", en="a column is missing")
    tested = (
        LookedFor(kind="fast_unit", hypotheses=0, left_out=0, reported=0, skipped=missing),
        LookedFor(kind="clean_step", hypotheses=3, left_out=0, reported=0, skipped=None),
    )
    whole = document(tested_strengths=tested)
    (told,) = not_tested_strengths(whole, "en")
    assert told == "Not testable as a strength: Unit (a column is missing)."
    assert not_tested_strengths(document(), "en") == []
