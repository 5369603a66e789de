"""The documentation of the strengths is what their files declare."""

import pytest
from tests.project.strengths_page import PAGES, ROOT, page

from verwaltung_mining.outputs.strength_words import STRENGTHS as WORDS
from verwaltung_mining.strengths import STRENGTHS
from verwaltung_mining.texts import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_strengths_is_up_to_date(language: Language) -> None:
    """After a change that is meant: python -m tests.project.strengths_page."""
    assert (ROOT / PAGES[language]).read_text(encoding="utf-8") == page(language)


def test_every_file_of_a_kind_has_its_line_and_its_word() -> None:
    folder = ROOT / "src" / "verwaltung_mining" / "strengths"
    declared = {p.stem for p in folder.glob("*.py") if "= StrengthKind(" in p.read_text("utf-8")}
    assert {kind.id for kind in STRENGTHS} == declared == set(WORDS)
