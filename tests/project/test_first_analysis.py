"""The first steps: both languages show the same examples, and these are read as the pages say."""

import re
from pathlib import Path

import pytest

from verwaltung_mining import settings
from verwaltung_mining.benefit.settings import AnalysisSettings
from verwaltung_mining.importers import ReadOptions
from verwaltung_mining.importers.mapping import with_mapping

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTION_LINK = re.compile(r"\]\((docs/how-to/first-analysis\S*?\.md)#([^)]+)\)")


def _page(root: Path, ending: str) -> str:
    return (root / f"docs/how-to/first-analysis{ending}").read_text(encoding="utf-8")


def _examples(root: Path) -> list[str]:
    return [body for kind, body in BLOCK.findall(_page(root, ".md")) if kind == "toml"]


def test_german_twin_shows_the_same_commands_and_files(root: Path) -> None:
    assert BLOCK.findall(_page(root, ".de.md")) == BLOCK.findall(_page(root, ".md"))


def test_example_of_settings_is_read_and_replaces_the_list(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "verwaltung-mining.toml"
    file.write_text(_examples(root)[0], encoding="utf-8")
    analysis = settings.load(file).section("analysis", AnalysisSettings)
    assert analysis.intake_steps == ("antrag erfasst", "eingang poststelle")


def test_example_of_a_mapping_names_every_section_and_is_read(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "mapping.toml"
    file.write_text(_examples(root)[1], encoding="utf-8")
    options = with_mapping(ReadOptions(mapping=file))
    assert (options.case_id, options.header_row, options.date_order) == ("Az", 2, "dmy")
    assert options.attributes == ("Verfahrensart", "Eingangskanal")
    assert options.rename_activity == {"Besch. vers.": "Bescheid versandt"}


@pytest.mark.parametrize("readme", ["README.md", "README.de.md"])
def test_readme_links_to_headings_that_exist(root: Path, readme: str) -> None:
    links = SECTION_LINK.findall((root / readme).read_text(encoding="utf-8"))
    assert len(links) == 2
    for page, anchor in links:
        headings = re.findall(r"^#+ (.+)$", (root / page).read_text(encoding="utf-8"), re.MULTILINE)
        assert anchor in [heading.lower().replace(" ", "-") for heading in headings]
