"""Export, imported log and result folder tell the same."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.conftest import Run

from verwaltung_mining.eventlog.canonical import with_references
from verwaltung_mining.importers import read


def test_imported_log_gives_the_same_document_as_the_export(
    run: Run, imported: Path, document: dict[str, Any]
) -> None:
    outcome = run("analyze", imported, "--json")
    assert outcome.exit_code == 0, outcome.stderr
    again = json.loads(outcome.stdout)
    assert again.keys() == document.keys()
    for part in document.keys() - {"provenance"}:
        assert again[part] == document[part], part


def test_saved_document_is_the_printed_one(run: Run, export: Path, result: Path) -> None:
    printed = run("analyze", export, "--json").stdout_bytes
    assert printed == (result / "analysis.json").read_bytes()


def test_explain_tells_the_same_by_id_beginning_and_rank_from_folder_and_log(
    run: Run, result: Path, imported: Path, document: dict[str, Any]
) -> None:
    second = document["candidates"][1]
    told = run("explain", result, second["id"])
    assert told.exit_code == 0, told.stderr
    assert told.stdout.startswith(second["title"]["en"])
    for key in (second["id"][:5], second["id"].lower(), "2"):
        assert run("explain", result, key).stdout == told.stdout, key
    assert run("explain", imported, second["id"]).stdout == told.stdout


@pytest.mark.parametrize("key", ["99", "0", "XX-000000", "UW"])
def test_key_that_fits_no_single_candidate_is_told_with_those_there_are(
    run: Run, result: Path, document: dict[str, Any], key: str
) -> None:
    outcome = run("explain", result, key)
    assert outcome.exit_code == 2
    assert outcome.stdout == ""
    known = [c["id"] for c in document["candidates"]]
    assert any(identity in outcome.stderr for identity in known)


def test_case_list_names_every_case_once_in_the_order_of_the_log(
    run: Run, export: Path, tmp_path: Path, document: dict[str, Any]
) -> None:
    file = tmp_path / "cases.csv"
    assert run("analyze", export, "--case-list", file, "--quiet").exit_code == 0
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert [int(row["Fallnummer"]) for row in rows] == list(range(document["log"]["cases"]))
    references = with_references(read(export))[1].to_list()
    assert [row["Aktenzeichen"] for row in rows] == references
    assert run("analyze", export, "--case-list", file).exit_code == 1
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("option", [("--zone", "UTC"), ("--case-list", "cases.csv")])
def test_how_to_read_is_refused_where_all_is_read_already(
    run: Run, imported: Path, option: tuple[str, str]
) -> None:
    outcome = run("analyze", imported, *option)
    assert outcome.exit_code == 2
    assert option[0] in outcome.stderr
    assert "import" in outcome.stderr
