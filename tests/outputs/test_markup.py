"""Markdown and HTML: complete, and labels from a log cannot become markup."""

from html.parser import HTMLParser

import polars as pl
import pytest
from tests.sample_document import document, released, text, with_activity

from verwaltung_mining.outputs.html import analysis_html, candidate_html, table_html
from verwaltung_mining.outputs.markdown import escaped, summary_markdown
from verwaltung_mining.release import ReleaseContext, release_analysis, release_table
from verwaltung_mining.release.document import Quality
from verwaltung_mining.texts import LANGUAGES, Language

ODD = '<script>alert(1)</script> | **x** [a](javascript:b) `c`\n# d & "e"'


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.open = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open += 1

    def handle_endtag(self, tag: str) -> None:
        self.open -= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_notebook_tables_hold_only_our_own_tags(language: Language) -> None:
    odd = release_analysis(with_activity(ODD), ReleaseContext())
    frame = pl.DataFrame({ODD: [ODD, None], "cases": [20, 30]})
    table = release_table(frame, cases="cases")
    pages = (
        analysis_html(odd, language),
        candidate_html(odd, "1", language),
        table_html(table, ODD, language),
    )
    for page in pages:
        tags = Tags(page)
        assert tags.seen <= {
            "table", "caption", "thead", "tbody", "tr", "th", "td", "p", "strong", "ul",
            "li", "pre",
        }  # fmt: skip
        assert tags.attributes <= {"scope"}
        assert tags.open == 0
        assert "alert(1)" in page


def test_notebook_table_says_how_many_rows_are_withheld() -> None:
    table = release_table(pl.DataFrame({"path": ["a", "b"], "cases": [20, 3]}), cases="cases")
    assert "Wege (1 zurückgehalten)" in table_html(table, "Wege", "de")


def test_markdown_of_a_label_has_no_markup_left() -> None:
    text = escaped(ODD)
    assert "<" not in text
    assert "\n" not in text
    for sign in "|*[]`#":
        assert text.count(f"\\{sign}") == ODD.count(sign)


@pytest.mark.parametrize("language", LANGUAGES)
def test_summary_has_every_candidate_and_strengths_first(language: Language) -> None:
    summary = summary_markdown(released(), language).decode()
    rows = [line for line in summary.splitlines() if line.startswith("| ")]
    tables = 2
    assert len(rows) == tables + len(document().candidates)
    heading = {"de": ("Was gut läuft", "Verbesserungsvorschläge", "Hinweise", "Zu beachten"),
               "en": ("What goes well", "Improvement candidates", "Hints", "Please note")
               }  # fmt: skip
    places = [summary.index(f"## {name}") for name in heading[language]]
    assert places == sorted(places)
    assert summary.index("ST-77b01d") < places[2]
    assert summary.index("UW-0c4411") > places[2]


def test_summary_begins_with_a_title_and_tells_the_quality_with_counts() -> None:
    noted = Quality(
        code="ends", severity="info", count=1808, share=1.0,
        consequence=text("The ends are guessed."), remedy=text("name them with `--end`."),
    )  # fmt: skip
    lines = summary_markdown(released(quality=(noted,)), "en").decode().splitlines()
    assert lines[0] == "# Analysis of bauantraege.csv"
    told = "- info (1,808×): The ends are guessed. (english) Name them with --end. (english)"
    assert told in lines


def test_summary_without_a_finding_says_so() -> None:
    summary = summary_markdown(released(candidates=()), "de").decode()
    assert "Kein Befund hat alle Prüfungen bestanden." in summary
    assert "| # |" not in summary


def test_table_rows_stay_whole_with_odd_labels() -> None:
    odd = release_analysis(with_activity(ODD), ReleaseContext())
    rows = [r for r in summary_markdown(odd, "de").decode().splitlines() if r.startswith("|")]
    separators = {row.replace("\\|", "").count("|") for row in rows}
    assert separators == {8}


def test_only_released_documents_are_written() -> None:
    for write in (summary_markdown, analysis_html):
        with pytest.raises(TypeError):
            write(document(), "de")  # type: ignore[arg-type]
