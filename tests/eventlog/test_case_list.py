"""The list of ordinals and file references."""

import csv
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from tests.eventlog.raw_logs import raw_log, raw_logs

from verwaltung_mining.errors import OutputExistsError
from verwaltung_mining.eventlog.canonical import with_references
from verwaltung_mining.eventlog.case_list import write_case_list
from verwaltung_mining.eventlog.raw import RawLog


def references(raw: RawLog) -> pl.Series:
    return with_references(raw)[1]


@given(raw_logs())
def test_references_belong_to_the_cases_of_the_log(raw: RawLog) -> None:
    log, references = with_references(raw)
    assert references.len() == log.cases.height
    for ordinal, reference in enumerate(references):
        stamps = raw.labelled().filter(pl.col("case_id") == reference)["timestamp"].sort()
        assert (
            log.events.collect()
            .filter(log.events.column("case") == ordinal)["timestamp"]
            .equals(stamps)
        )


def test_the_file_holds_one_line_per_case(tmp_path: Path) -> None:
    raw = raw_log([("AZ;2", "a", 5), ('AZ "1"', "a", 1)])
    write_case_list(references(raw), tmp_path / "list.csv")
    text = (tmp_path / "list.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbfFallnummer;Aktenzeichen\r\n")
    rows = list(csv.reader(text.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows == [["Fallnummer", "Aktenzeichen"], ["0", 'AZ "1"'], ["1", "AZ;2"]]
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


@pytest.mark.parametrize("reference", ["=HYPERLINK(1)", "+1", "-1", "@cmd", "\tx", "\rx"])
def test_no_reference_becomes_a_formula(tmp_path: Path, reference: str) -> None:
    write_case_list(pl.Series([reference]), tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream, delimiter=";"))[1] == ["0", f"'{reference}"]


def test_an_existing_list_is_replaced_only_with_force(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("mine")
    raw = raw_log([("AZ", "a", 0)])
    with pytest.raises(OutputExistsError):
        write_case_list(references(raw), file)
    assert file.read_text() == "mine"
    write_case_list(references(raw), file, force=True)
    assert "AZ" in file.read_text(encoding="utf-8-sig")
