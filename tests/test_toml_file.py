"""Files that people write: what is wrong is told with line, section, key and remedy."""

from pathlib import Path

import pytest

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.pipeline.sections import KNOWN_SECTIONS
from verwaltung_mining.settings import Settings, load


def refused(tmp_path: Path, content: str | bytes) -> SettingsError:
    """What is said about a settings file with this content."""
    path = tmp_path / "office.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SettingsError) as raised:
        _read(path)
    return raised.value


def _read(path: Path) -> None:
    settings = load(path)
    settings.check_sections(KNOWN_SECTIONS)
    for name, declared in KNOWN_SECTIONS.items():
        if name != "privacy.agreement":
            settings.section(name, declared)


@pytest.mark.parametrize(
    ("content", "place", "remedy"),
    [
        (
            "[analysis]\n\nminimum_case = 3",
            "line 3: '[analysis] minimum_case' is unknown.",
            "did you mean 'minimum_cases'? allowed are: ",
        ),
        (
            "[analysis]\nminimum_cases = '30'",
            "line 2: '[analysis] minimum_cases' is text in quotes, not a whole number.",
            "mend the value.",
        ),
        (
            '[privacy]\nmin_cases = 20\n[privacy . "agreement"]\ndatum = 2025-03-01',
            "line 4: '[privacy.agreement] datum' is unknown.",
            "did you mean 'date'? allowed are: reference, date, scope, team_sizes.",
        ),
        (
            "[privacy.agreement]\nreference = 'DV 3'\nscope = 'units'",
            "line 1: '[privacy.agreement] date' is missing.",
            "allowed are: reference, date, scope, team_sizes.",
        ),
        (
            "privacy.show_persons = 3",
            "line 1: '[privacy] show_persons' must be at least 5.",
            "mend the value.",
        ),
        (
            "[detectors.late_knock_out]\nrejection_words = ['nein', 3]",
            "line 2: '[detectors.late_knock_out] rejection_words' is a whole number, not text in",
            "mend the value.",
        ),
        (
            "analysis = 3",
            "line 1: '[analysis]' is a whole number, not a section.",
            "mend the value.",
        ),
        (
            "[calendar]\n[late_knock_out]\nminimum_cases = 40",
            "line 2: '[late_knock_out]' is unknown.",
            "did you mean [detectors.late_knock_out]?",
        ),
        (
            "[detectors.wiedervorlage]",
            "line 1: '[detectors.wiedervorlage]' is unknown.",
            "sections for it are: [detectors.",
        ),
        (
            "[x]",
            "line 1: '[x]' is unknown.",
            "sections for it are: [analysis], [calendar], [calendar.…], [engine], [import], ",
        ),
        (
            "# nothing\nfalse_discovery = 0.1",
            "line 2: 'false_discovery' stands in no section.",
            "sections for it are: [analysis], [strengths.common].",
        ),
        (
            "[strengths.fast_unit]\nspeed = 3",
            "line 2: '[strengths.fast_unit] speed' is unknown.",
            "there is nothing to set here.",
        ),
        ("[analysis]\nx = = 3", "line 2: no valid TOML (Invalid value).", "look at this line"),
        ("[analysis]\nx = 'a\n", "line 2: no valid TOML", "look at this line"),
        (b"[analysis]\n\n# M\xfcll", "line 3: not UTF-8.", "save the file in the encoding"),
    ],
)
def test_place_and_remedy_are_told(
    tmp_path: Path, content: str | bytes, place: str, remedy: str
) -> None:
    error = refused(tmp_path, content)
    assert error.message.en.startswith(f"settings office.toml, {place}")
    assert error.hint.en.startswith(remedy)
    assert error.message.de.startswith("Einstellungen office.toml, Zeile ")


def test_tables_that_come_from_no_file_have_no_line() -> None:
    settings = Settings(tables={"calendar": {"landd": "NW"}})
    with pytest.raises(SettingsError) as raised:
        settings.section("calendar", KNOWN_SECTIONS["calendar"])
    assert raised.value.message.en == "settings: '[calendar] landd' is unknown."
