"""The dates that are shown are those of the export."""

from pathlib import Path

import pytest
from tests import sample_document

from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.profile import profile
from verwaltung_mining.importers import ReadOptions, read
from verwaltung_mining.outputs.reading import account_texts, size_text
from verwaltung_mining.pipeline.log_part import log_part

ROWS = "Az;Schritt;Datum\nA1;Eingang;{first}\nA1;Bescheid;{last}\n"


def shown(folder: Path, **options: str) -> str:
    """The line about the size of a file of two dates."""
    file = folder / "export.csv"
    file.write_text(ROWS.format(**options), encoding="utf-8")
    log = canonicalise(read(file, ReadOptions()))
    return size_text(log_part(log, profile(log), analysed=None, left_out={}), "de")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("08.01.2024", "17.01.2024"),
        ("01.07.2024", "13.07.2024"),
        ("30.03.2024", "01.04.2024"),
        ("08.01.2024 00:30", "13.07.2024 23:45"),
    ],
)
def test_first_and_last_day_are_those_of_the_file(tmp_path: Path, first: str, last: str) -> None:
    assert f"{first[:10]} bis {last[:10]}" in shown(tmp_path, first=first, last=last)


def test_a_sample_is_said_with_the_cases_it_stands_for() -> None:
    """How many were drawn, and to how many the figures are projected."""
    drawn = sample_document.log_part(analysed_cases=400, left_out={"open": 34, "not_sampled": 1000})
    (line,) = (t for t in account_texts(drawn, None, "en") if t.startswith("sample"))
    assert "400 cases drawn" in line
    assert line.endswith("all 1,400")
    assert "− 1,000 not in the sample" in account_texts(drawn, None, "en")[1]
    whole = sample_document.log_part()
    assert not any(t.startswith("sample") for t in account_texts(whole, None, "en"))
