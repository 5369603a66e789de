"""The settings file that `init` writes, and the catalogue of patterns."""

import re
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from verwaltung_mining.api import write_settings_template
from verwaltung_mining.errors import UnknownNameError
from verwaltung_mining.outputs.catalogue import Pattern, catalogue
from verwaltung_mining.outputs.columns import WIDTH
from verwaltung_mining.outputs.settings_file import settings_file
from verwaltung_mining.pipeline import KNOWN_SECTIONS
from verwaltung_mining.release import PrivacySettings
from verwaltung_mining.release.policy import AgreementSettings
from verwaltung_mining.settings import Settings
from verwaltung_mining.texts import LANGUAGES, Language, Text

SECTIONS: dict[str, type[msgspec.Struct]] = {"privacy": PrivacySettings}
PATTERN = Pattern(
    id="return_loop", name=Text(de="Rückkehr", en="return"), definition=Text(de="d" * 120, en="e"),
    why=Text(de="weil", en="because"), source="Dumas 2018", settings={"share": 0.5},
)  # fmt: skip


def switched_on(content: bytes) -> dict[str, object]:
    """The file with the hash before every heading and setting removed."""
    text = re.sub(r"^# (\[[\w.]+\]|\w+ = )", r"\1", content.decode(), flags=re.MULTILINE)
    return tomllib.loads(text)


def test_as_written_nothing_is_set() -> None:
    assert tomllib.loads(settings_file(SECTIONS).decode()) == {}


def test_switched_on_it_says_the_defaults() -> None:
    tables: Any = switched_on(settings_file(SECTIONS))
    del tables["privacy"]["agreement"]
    assert Settings(tables=tables).section("privacy", PrivacySettings) == PrivacySettings()


def test_section_within_a_section_has_its_own_heading() -> None:
    tables = switched_on(settings_file(SECTIONS))
    assert tables["privacy"]["agreement"]["date"] == date(2025, 3, 1)  # type: ignore[index]


def test_with_every_default_switched_on_the_file_of_init_says_what_holds_without_it(
    tmp_path: Path,
) -> None:
    written = tmp_path / "settings.toml"
    write_settings_template(written)
    settings = Settings(tables=switched_on(written.read_bytes()))
    settings.check_sections(frozenset(KNOWN_SECTIONS))
    del settings.tables["privacy"]["agreement"]
    del settings.tables["calendar"]["land"]
    for name, declared in KNOWN_SECTIONS.items():
        if declared is not AgreementSettings:
            stated = settings.section(name, declared)
            nested = {f: None for f in ("hours", "agreement") if hasattr(stated, f)}
            assert msgspec.structs.replace(stated, **nested) == declared(), name


def test_every_setting_is_explained_by_the_line_above_it() -> None:
    lines = settings_file(SECTIONS).decode().splitlines()
    for before, line in pairwise(lines):
        if re.match(r"# \w+ = ", line):
            assert re.match(r"# [A-Z]", before), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_lists_and_describes(language: Language) -> None:
    listed = catalogue([PATTERN], language)
    assert "return_loop" in listed
    assert max(map(len, listed.splitlines())) <= WIDTH
    full = catalogue([PATTERN], language, name="return_loop")
    for fact in ("Dumas 2018", "share = 0.5", PATTERN.why.in_language(language)):
        assert fact in full


@pytest.mark.parametrize(
    "name", ["return_loop", "Rückkehr", "RETURN", "Rückschleife", "return loop"]
)
def test_pattern_is_found_by_every_name_under_which_it_is_shown(name: str) -> None:
    assert "Dumas 2018" in catalogue([PATTERN], "de", name=name)


def test_unknown_pattern_is_refused_with_the_choice() -> None:
    with pytest.raises(UnknownNameError) as caught:
        catalogue([PATTERN], "de", name="loop")
    assert "return_loop" in caught.value.hint.de
