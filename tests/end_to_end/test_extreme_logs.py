"""Logs at the edge: analysed as far as they go, every row accounted for, nothing left behind.

What cannot be read at all stands in tests/cli/test_bad_input.py.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree
from tests.end_to_end.conftest import Run

from verwaltung_mining.outputs.schema import shipped_schema

HEADER = ("Aktenzeichen", "Arbeitsschritt", "Datum", "Sachbearbeitung")
BEGIN = datetime(2024, 1, 8, 8, 0)
STEPS = ("Eingang", "Prüfung", "Bescheid")
ODD_STEPS = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://example.org","x")',
    "zwei\nZeilen",
    "🏛 Prüfung & <b>Bescheid</b>",
    "+49 30 12345",
)
Row = tuple[str, str, datetime, str]


def case(number: int, steps: Iterable[str] = STEPS) -> list[Row]:
    return [
        (f"A{number}", step, BEGIN + timedelta(days=number % 200 + 3 * place), f"P{number % 9}")
        for place, step in enumerate(steps)
    ]


def long_case(events: int, people: int) -> list[Row]:
    return [
        ("L1", STEPS[k % 3], BEGIN + timedelta(minutes=7 * k), f"P{k % people}")
        for k in range(events)
    ]


def cases(number: int, steps: Iterable[str] = STEPS) -> list[Row]:
    return [row for n in range(number) for row in case(n, steps)]


LOGS: dict[str, list[Row]] = {
    "one_case.csv": case(1),
    "one_event.csv": case(1, ["Eingang"]),
    "one_event_each.csv": cases(60, ["Eingang"]),
    "huge_case.csv": long_case(100_000, 8),
    "huge_case_among_others.csv": [*long_case(20_000, 8), *cases(60)],
    "many_people.csv": [*long_case(700, 400), *cases(60)],
    "odd_names.csv": cases(60, ODD_STEPS),
}


def write(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows((c, a, f"{t:%d.%m.%Y %H:%M}", p) for c, a, t, p in rows)


@pytest.mark.parametrize("name", LOGS)
def test_extreme_log_is_analysed_without_loss_or_harm(run: Run, tmp_path: Path, name: str) -> None:
    write(tmp_path / name, LOGS[name])
    outcome = run("analyze", tmp_path / name, "--out", tmp_path / "out")
    assert outcome.exit_code == 0, outcome.stderr
    assert {path.name for path in tmp_path.iterdir()} == {name, "out"}
    document = json.loads((tmp_path / "out" / "analysis.json").read_text("utf-8"))
    jsonschema.validate(document, json.loads(shipped_schema()))
    assert_every_row_accounted_for(document["log"], LOGS[name])
    assert f"rows read {len(LOGS[name]):,}" in outcome.stdout
    assert "zwei\nZeilen" not in outcome.stdout
    assert_names_stay_text(tmp_path / "out")


def assert_every_row_accounted_for(log: dict[str, Any], rows: list[Row]) -> None:
    assert log["rows_read"] == len(rows)
    assert log["rows_quarantined"] == sum(log["quarantined"].values())
    merged = sum(log["merged"].values())
    assert log["rows_read"] == log["rows_quarantined"] + merged + log["events"]
    assert log["cases"] == len({row[0] for row in rows})


def assert_names_stay_text(out: Path) -> None:
    """In no file does the name of a step become markup or a formula."""
    assert "<script>" not in (out / "summary.md").read_text("utf-8")
    for drawing in [*out.glob("*.svg"), *out.glob("*.bpmn")]:
        tags = {etree.QName(e).localname for e in etree.parse(drawing).iter(etree.Element)}
        assert not tags & {"script", "b", "a"}, drawing.name
    with (out / "candidates.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert cells[0] == "rank"
    assert not [c for c in cells if c.startswith(("=", "@", "+", "\t", "\r"))]


def test_odd_names_come_so_far_that_they_could_do_harm(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "log.csv", LOGS["odd_names.csv"])
    outcome = run("analyze", tmp_path / "log.csv", "--json")
    places = [c["locus"] for c in json.loads(outcome.stdout)["candidates"]]
    named = {place[end] for place in places for end in ("source", "target")}
    assert {ODD_STEPS[0], ODD_STEPS[1], ODD_STEPS[4]} <= named


def test_folder_that_is_no_log_is_told_from_a_log(run: Run, tmp_path: Path) -> None:
    outcome = run("analyze", tmp_path)
    assert outcome.exit_code == 1
    assert tmp_path.name in outcome.stderr
    assert "import" in outcome.stderr


def test_unknown_zone_is_told_with_the_usual_one(run: Run, export: Path) -> None:
    outcome = run("analyze", export, "--zone", "Europa/Berlin")
    assert outcome.exit_code == 2
    assert "Europa/Berlin" in outcome.stderr
    assert "Europe/Berlin" in outcome.stderr
