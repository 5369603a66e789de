"""The same export with its rows shuffled or its cases renamed gives the same result."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.end_to_end.conftest import Run
from tests.end_to_end.documents import without_names_and_dates

RANK = "Reihenfolge"


@pytest.fixture(scope="module")
def rows(export: Path) -> pl.DataFrame:
    """The export as text, with the row number as a declared rank."""
    read = pl.read_csv(export, separator=";", encoding="cp1252", infer_schema=False)
    return read.with_row_index(RANK, offset=1).select(*read.columns, RANK)


def analysed(run: Run, rows: pl.DataFrame, path: Path) -> dict[str, Any]:
    rows.write_csv(path, separator=";")
    outcome = run("analyze", path, "--json")
    assert outcome.exit_code == 0, outcome.stderr
    found: dict[str, Any] = json.loads(outcome.stdout)
    return found


def test_order_of_rows_and_names_of_cases_mean_nothing_in_an_export(
    run: Run, rows: pl.DataFrame, tmp_path: Path, document: dict[str, Any]
) -> None:
    as_exported = analysed(run, rows, tmp_path / "log.csv")
    assert without_names_and_dates(as_exported) == without_names_and_dates(document)
    names = {name: sha256(name.encode()).hexdigest()[:12] for name in rows["Aktenzeichen"].unique()}
    others = {
        "shuffled": rows.sample(fraction=1, shuffle=True, seed=3),
        "renamed": rows.with_columns(pl.col("Aktenzeichen").replace(names)),
    }
    for change, changed in others.items():
        assert not changed.equals(rows)
        again = analysed(run, changed, tmp_path / f"{change}.csv")
        assert without_names_and_dates(again) == without_names_and_dates(as_exported), change
