"""The sheet that people take to the workshop says what the screen says."""

import pytest
from tests.sample_document import candidate, document, released

from verwaltung_mining.outputs.html import analysis_html
from verwaltung_mining.outputs.markdown import summary_markdown
from verwaltung_mining.outputs.terminal import terminal_text
from verwaltung_mining.outputs.together import together_text
from verwaltung_mining.release import ReleaseContext, Released, release_analysis
from verwaltung_mining.release.document import AnalysisDocument, Privacy
from verwaltung_mining.release.tested import TestedStrengths as LookedFor
from verwaltung_mining.texts import LANGUAGES, Language, Text


def everywhere(whole: Released[AnalysisDocument], language: Language) -> list[str]:
    """Terminal, summary and notebook, each in one line."""
    told = (
        terminal_text(whole, language),
        summary_markdown(whole, language).decode(),
        analysis_html(whole, language),
    )
    return [" ".join(text.split()) for text in told]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sum_and_reading_of_the_table_are_those_of_the_screen(language: Language) -> None:
    explained = together_text(document().candidates[:2], document(), language)
    screen, sheet, _ = everywhere(released(), language)
    assert explained in screen
    assert explained in sheet


@pytest.mark.parametrize(("language", "said"), [
    ("de", "2 weitere im Einzelnen: verwaltung-mining explain DATEI ID"),
    ("en", "2 more in full: verwaltung-mining explain FILE ID"),
])  # fmt: skip
def test_candidates_not_told_in_words_are_counted(language: Language, said: str) -> None:
    seven, five = (
        released(candidates=tuple(candidate(f"RL-{n}", n) for n in range(1, most + 1)))
        for most in (7, 5)
    )
    assert said in summary_markdown(seven, language).decode().splitlines()
    assert "verwaltung-mining explain" not in summary_markdown(five, language).decode()


@pytest.mark.parametrize(("language", "heading", "said"), [
    ("de", "Was gut läuft", "Keine Stärke hat alle Prüfungen bestanden (1 von 2 Arten waren"),
    ("en", "What goes well", "No strength passed every test (1 of 2 kinds could be tested)"),
])  # fmt: skip
def test_log_without_a_strength_says_so_everywhere(
    language: Language, heading: str, said: str
) -> None:
    missing = Text(de="es fehlt eine Spalte", en="a column is missing")
    tested = tuple(
        LookedFor(kind=kind, hypotheses=3, left_out=0, reported=0, skipped=skipped)
        for kind, skipped in (("fast_unit", missing), ("clean_step", None))
    )
    for told in everywhere(released(strengths=(), tested_strengths=tested), language):
        assert 0 <= told.index(heading) < told.index(said.split(" (")[0])
        assert said.replace("(", "").replace(")", "") in told.replace("(", "").replace(")", "")


@pytest.mark.parametrize(("language", "said"), [
    ("de", "Keine Stärke darf gezeigt werden; 2 Stärken sind zum Schutz von Personen"),
    ("en", "No strength may be shown; 2 strengths are withheld to protect persons."),
])  # fmt: skip
def test_withheld_strengths_are_not_called_absent(language: Language, said: str) -> None:
    privacy = Privacy(agreement=None, thresholds={}, suppressed={"strength_few_cases": 2})
    whole = document(strengths=(), privacy=privacy)
    for told in everywhere(release_analysis(whole, ReleaseContext()), language):
        assert said in told
