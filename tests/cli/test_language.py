"""--lang before VERWALTUNG_MINING_LANG before the locale; German for German only."""

import pytest
from tests.cli.conftest import Run

from verwaltung_mining_cli import session
from verwaltung_mining_cli.session import Language, spoken_language


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["analyze", "--lang", "de"], {"VERWALTUNG_MINING_LANG": "en"}, "de"),
        (["--lang=en", "analyze"], {"LANG": "de_DE.UTF-8"}, "en"),
        (["--lang=en", "analyze", "--lang", "de"], {}, "de"),
        ([], {"VERWALTUNG_MINING_LANG": "de", "LANG": "en_GB"}, "de"),
        ([], {"LANG": "de_AT.UTF-8"}, "de"),
        ([], {"LC_ALL": "en_US", "LANG": "de_DE"}, "en"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "de_DE", "LANG": "C"}, "de"),
        (["--", "--lang", "de"], {"LANG": "C"}, "en"),
        (["--lang"], {"LANG": "C"}, "en"),
        ([], {"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_precedence(arguments: list[str], environment: dict[str, str], language: Language) -> None:
    assert spoken_language(arguments, environment) == language


def test_windows_names_its_locale_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session.locale, "getlocale", lambda: ("German_Germany", "1252"))
    assert spoken_language([], {}) == "de"
    monkeypatch.setattr(session.locale, "getlocale", lambda: (None, None))
    assert spoken_language([], {}) == "en"


def test_environment_speaks_german_in_help_and_output(run: Run) -> None:
    outcome = run("doctor", env={"VERWALTUNG_MINING_LANG": "de"})
    assert "Prozessorkerne" in outcome.stdout


def test_unknown_language_is_refused(run: Run) -> None:
    assert run("doctor", "--lang", "fr").exit_code == 2
