"""One procedure or period: the account of cases balances, small groups are refused."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from tests.end_to_end.conftest import Run

FILTERS = (
    ("--where", "Eingangskanal=Papier"),
    ("--from", "2023-06-01", "--to", "2024-01-31"),
    ("--where", "Eingangskanal=Papier", "--where", "Verfahrensart=Vereinfacht"),
)


@pytest.fixture(scope="module")
def cases(export: Path) -> pl.DataFrame:
    """One row per case, read by hand; started: the day of its first completion."""
    rows = pl.read_csv(export, separator=";", encoding="cp1252", infer_schema=False)
    ends = pl.col("Ende").str.to_datetime("%d.%m.%Y %H:%M")
    return rows.group_by("Aktenzeichen").agg(
        started=ends.sort_by(ends).first().dt.date(),
        channel=pl.col("Eingangskanal").first(),
        kind=pl.col("Verfahrensart").first(),
        rows=pl.len(),
    )


def expected(cases: pl.DataFrame, options: tuple[str, ...]) -> pl.DataFrame:
    found = cases
    for option, value in zip(options[::2], options[1::2], strict=True):
        if option == "--where":
            name, _, wanted = value.partition("=")
            column = {"Eingangskanal": "channel", "Verfahrensart": "kind"}[name]
            found = found.filter(pl.col(column) == wanted)
        elif option == "--from":
            found = found.filter(pl.col("started") >= date.fromisoformat(value))
        else:
            found = found.filter(pl.col("started") <= date.fromisoformat(value))
    return found


@pytest.mark.parametrize("options", FILTERS, ids=" ".join)
def test_filter_keeps_exactly_the_cases_that_fulfil_it(
    run: Run, imported: Path, cases: pl.DataFrame, options: tuple[str, ...]
) -> None:
    outcome = run("analyze", imported, "--json", *options)
    assert outcome.exit_code == 0, outcome.stderr
    log: dict[str, Any] = json.loads(outcome.stdout)["log"]
    kept = expected(cases, options)
    assert 0 < kept.height < cases.height
    assert log["events"] == kept["rows"].sum()
    assert log["cases"] == cases.height
    assert log["analysed_cases"] == cases.height - sum(log["left_out"].values())
    assert log["analysed_cases"] + log["left_out"].get("open", 0) == kept.height


def test_period_counts_days_of_the_office_not_of_utc(run: Run, imported: Path) -> None:
    outcome = run("analyze", imported, "--json", "--from", "2023-06-01", "--to", "2024-01-31")
    first = datetime.fromisoformat(json.loads(outcome.stdout)["log"]["first"])
    assert first.astimezone(ZoneInfo("Europe/Berlin")).date() >= date(2023, 6, 1)


@pytest.mark.parametrize(
    "options", [("--from", "2024-10-07"), ("--to", "2023-01-12")], ids=" ".join
)
def test_too_small_a_group_is_refused_with_a_remedy(
    run: Run, imported: Path, tmp_path: Path, cases: pl.DataFrame, options: tuple[str, ...]
) -> None:
    assert 0 < expected(cases, options).height < 30
    outcome = run("analyze", imported, *options, "--out", tmp_path / "out")
    assert outcome.exit_code == 4, outcome.stdout
    assert outcome.stdout == ""
    message, remedy = outcome.stderr.splitlines()
    assert "filter" in message
    assert remedy.startswith("Widen")
    assert list(tmp_path.iterdir()) == []


def test_all_but_a_few_is_refused_as_well(run: Run, imported: Path, cases: pl.DataFrame) -> None:
    outside = cases.height - expected(cases, ("--from", "2023-01-12")).height
    assert 0 < outside < 30
    assert run("analyze", imported, "--from", "2023-01-12").exit_code == 4


@pytest.mark.parametrize(
    ("condition", "names"),
    [("Eingangskanal=Fax", "Eingangskanal"), ("Kanal=Papier", "Eingangskanal")],
)
def test_filter_that_fits_nothing_says_what_there_is(
    run: Run, imported: Path, condition: str, names: str
) -> None:
    outcome = run("analyze", imported, "--where", condition)
    assert outcome.exit_code == 1
    assert names in outcome.stderr
