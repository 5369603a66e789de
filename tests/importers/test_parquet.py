"""Parquet files of other origin."""

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from tests.importers.small_export import balanced

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.eventlog.raw import RAW_EVENT_SCHEMA
from verwaltung_mining.importers import read

STAMPS = [datetime(2024, 1, 2, 8, 15, 7), datetime(2024, 7, 2, 8, 15, 9), None]


def parquet(folder: Path, **columns: object) -> Path:
    path = folder / "log.parquet"
    frame = pl.DataFrame(
        {
            "case:concept:name": ["1", "1", "2"],
            "concept:name": ["a", "b", "a"],
            "time:timestamp": STAMPS,
            **columns,
        }
    )
    frame.write_parquet(path)
    return path


@pytest.mark.parametrize("unit", ["ns", "us", "ms"])
@pytest.mark.parametrize("zone", [None, "UTC", "Europe/Berlin", "America/New_York"])
def test_typed_stamps_become_instants(tmp_path: Path, unit: str, zone: str | None) -> None:
    stamps = pl.Series(STAMPS).dt.replace_time_zone(zone or "Europe/Berlin")
    written = stamps if zone else pl.Series(STAMPS)
    dtype = pl.Datetime(unit, zone)
    raw = balanced(read(parquet(tmp_path, **{"time:timestamp": written.cast(dtype)})))
    assert raw.events.collect().schema == RAW_EVENT_SCHEMA
    expected = stamps.dt.convert_time_zone("UTC").drop_nulls().to_list()
    assert raw.labelled()["timestamp"].to_list() == expected
    assert raw.quarantined == {"timestamp_missing": 1}


def test_dates_numbers_and_categories_are_read(tmp_path: Path) -> None:
    path = parquet(
        tmp_path,
        **{
            "case:concept:name": [1.0, 1.0, 2.0],
            "concept:name": pl.Series(["a", "b", "a"], dtype=pl.Categorical),
            "time:timestamp": [date(2024, 1, 2), date(2024, 1, 3), date(2024, 1, 4)],
            "tags": [["x"], ["y"], []],
        },
    )
    raw = balanced(read(path))
    assert raw.labelled()["case_id"].to_list() == ["1", "1", "2"]
    assert raw.labelled()["time_precision"].unique().to_list() == ["day"]
    reasons = {d.column: d.reason for d in raw.provenance.columns}
    assert reasons["tags"] == "nested values"


def test_text_stamps_in_parquet_are_parsed(tmp_path: Path) -> None:
    raw = read(parquet(tmp_path, **{"time:timestamp": ["02.01.2024 08:15"] * 3}))
    assert raw.labelled()["timestamp"].dt.hour().to_list() == [7, 7, 7]


def test_cut_parquet_is_an_error(tmp_path: Path) -> None:
    path = parquet(tmp_path)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(FileUnreadableError, match="no complete Parquet file"):
        read(path)
