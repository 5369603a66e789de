"""The page that explains the labels: its bounds and its example are those of the program."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from verwaltung_mining import analyse, read_log, sample_log
from verwaltung_mining.benefit import AnalysisSettings
from verwaltung_mining.detectors.overtaking import OvertakingSettings
from verwaltung_mining.detectors.slowdown import SlowdownSettings
from verwaltung_mining.detectors.unexplained_wait import UnexplainedWaitSettings
from verwaltung_mining.release import opened
from verwaltung_mining.release.document import Candidate
from verwaltung_mining.texts import Language, number

PAGES: dict[Language, str] = {"de": "docs/how-sure.de.md", "en": "docs/how-sure.md"}
EXAMPLE = "ST-678313"
HINT = "UW-896b3c"

each = pytest.mark.parametrize("language", PAGES)


def words(root: Path, language: Language) -> str:
    return (root / PAGES[language]).read_text(encoding="utf-8")


@each
def test_bounds_of_the_labels_are_those_of_the_settings(root: Path, language: Language) -> None:
    s, page = AnalysisSettings(), words(root, language)
    german = language == "de"
    percent = " %" if german else "%"
    for text in (
        f"{s.high_cases} betroffene Fälle" if german else f"{s.high_cases} affected cases",
        f"{s.minimum_cases} betroffene Fälle" if german else f"{s.minimum_cases} affected cases",
        f"{s.minimum_cases_low} Fälle" if german else f"{s.minimum_cases_low} cases",
        f"{s.minimum_weeks} Eingangswochen" if german else f"{s.minimum_weeks} weeks of arrivals",
        f"{s.minimum_window_days:.0f} Tage" if german else f"{s.minimum_window_days:.0f} days",
        f"{s.high_half_width * 100:.0f}{percent}",
        f"{s.material_share * 100:.0f}{percent}",
        f"{s.material_days:.0f} Falltage" if german else f"{s.material_days:.0f} case-days",
        f"{s.minimum_even_weeks:.0f} gleichmäßige"
        if german
        else f"{s.minimum_even_weeks:.0f} even ones",
        f"{s.material_breaches:.0f} Fristüberschreitungen"
        if german
        else f"{s.material_breaches:.0f} missed deadlines",
        f"| {OvertakingSettings().least_share * 100:.0f}{percent}",
        f"| {UnexplainedWaitSettings().minimum_share * 100:.0f}{percent}",
        f"{SlowdownSettings().season_weeks} Wochen"
        if german
        else f"{SlowdownSettings().season_weeks} weeks",
        f"{s.symptom_share * 100:.0f}{percent}",
        f"Höchstens {s.maximum_hints} Hinweise" if german else f"At most {s.maximum_hints} hints",
    ):
        assert text in page


@each
def test_figures_of_the_example_are_those_of_the_sample(root: Path, language: Language) -> None:
    page = words(root, language)
    document = opened(analyse(read_log(sample_log("bauantrag"))).document)
    found = {candidate.id: candidate for candidate in document.candidates}
    example, benefit = found[EXAMPLE], found[EXAMPLE].benefit
    assert benefit is not None
    assert benefit.low is not None
    assert benefit.high is not None
    assert example.confidence == "high"
    assert found[HINT].confidence == "hint"
    for value in (benefit.standalone, benefit.low, benefit.high, example.evidence.cases):
        assert number(value, language) in page
    assert number(example.evidence.peers or 0, language) in page
    assert number(benefit.typical_delay_days, language, digits=1) in page
    assert benefit.pass_through_low is not None
    arriving = number(benefit.pass_through_low, language, digits=2)
    at_least = "gemessen sind mindestens" if language == "de" else "measured is at least"
    assert f"{at_least} {arriving}" in page


def _candidates(lines: list[bytes], file: Path) -> dict[str, Candidate]:
    file.write_bytes(b"".join(lines))
    document = opened(analyse(read_log(file)).document)
    return {candidate.id: candidate for candidate in document.candidates}


def test_with_sixty_cases_the_example_is_not_listed_as_the_page_says(tmp_path: Path) -> None:
    head, *rows = sample_log("bauantrag").read_bytes().splitlines(keepends=True)
    paper = list(dict.fromkeys(row.split(b";")[0] for row in rows if b";Papier;" in row))
    gone = set(paper) - set(paper[:: len(paper) // 60])
    left = [head, *(row for row in rows if row.split(b";")[0] not in gone)]
    assert EXAMPLE not in _candidates(left, tmp_path / "few.csv")


def test_with_five_months_the_example_is_low_as_the_page_says(tmp_path: Path) -> None:
    head, *rows = sample_log("bauantrag").read_bytes().splitlines(keepends=True)
    ends = [datetime.strptime(r.split(b";")[3].decode(), "%d.%m.%Y %H:%M") for r in rows]
    until = min(ends) + timedelta(days=5 * 30.4)
    left = [head, *(row for row, end in zip(rows, ends, strict=True) if end < until)]
    assert _candidates(left, tmp_path / "short.csv")[EXAMPLE].confidence == "low"


def test_page_is_linked_where_readers_begin(root: Path) -> None:
    assert "docs/how-sure.md" in (root / "README.md").read_text(encoding="utf-8")
    assert "docs/how-sure.de.md" in (root / "README.de.md").read_text(encoding="utf-8")
    for page in ("docs/index.md", "docs/methods.md"):
        assert "how-sure.md" in (root / page).read_text(encoding="utf-8")
