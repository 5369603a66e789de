"""The documentation of the detectors is what their files declare."""

import pytest
from tests.project.detectors_page import PAGES, ROOT, page

from verwaltung_mining.texts import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_detectors_is_up_to_date(language: Language) -> None:
    """After a change that is meant: python -m tests.project.detectors_page."""
    assert (ROOT / PAGES[language]).read_text(encoding="utf-8") == page(language)
