"""The table of candidates, safe to open in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sample_document import document, released, with_activity

from verwaltung_mining.outputs.candidates_csv import COLUMNS, candidates_csv, harmless
from verwaltung_mining.release import ReleaseContext, release_analysis


def rows(content: bytes, *, excel: bool = False) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig" if excel else "utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if excel else ","))


def test_one_row_per_candidate_in_order_of_rank() -> None:
    read = rows(candidates_csv(released(), "de"))
    assert [row["rank"] for row in read] == ["1", "2", "3", "4", "5"]
    assert list(read[0]) == list(COLUMNS)
    assert read[1]["segment"] == "Kanal=Post"
    assert read[4]["standalone"] == ""


@pytest.mark.parametrize(
    "label",
    ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tcmd", "\r=1", "\n=1", " =1", "＝1", "\ufeff=1"],
)
def test_label_that_a_spreadsheet_would_run_is_led_by_an_apostrophe(label: str) -> None:
    odd = release_analysis(with_activity(label), ReleaseContext())
    row = rows(candidates_csv(odd, "en"))[0]
    assert row["activity"] == f"'{label}"
    assert row["title"].startswith("'")
    assert row["where"] == harmless(row["where"])


@given(st.text(max_size=20))
def test_no_text_starts_like_a_formula(text: str) -> None:
    assert not harmless(text).lstrip(" \n\xa0\ufeff").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert harmless(text).removeprefix("'") == text.removeprefix("'")


def test_numbers_stay_numbers() -> None:
    row = rows(candidates_csv(released(), "en"))[0]
    assert float(row["fair_share"]) == 0.9 * 475.0


def test_excel_gets_mark_semicolons_and_decimal_commas() -> None:
    content = candidates_csv(released(), "de", excel=True)
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows(content, excel=True)[0]["fair_share"] == "427,5"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_every_label_comes_back_from_the_file(label: str) -> None:
    odd = release_analysis(with_activity(label), ReleaseContext())
    for excel in (False, True):
        read = rows(candidates_csv(odd, "de", excel=excel), excel=excel)
        assert read[0]["activity"] == harmless(label)


def test_only_released_documents_are_written() -> None:
    with pytest.raises(TypeError):
        candidates_csv(document(), "de")  # type: ignore[arg-type]
