"""Stored logs: whole or not at all, and noticed when changed."""

import dataclasses
import errno
import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.eventlog.raw_logs import assert_same_log, raw_log, raw_logs, steps

from verwaltung_mining.errors import FileUnreadableError, OutputExistsError, UnwritableError
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.manifest import is_stored_log
from verwaltung_mining.eventlog.parquet_file import write_table
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.eventlog.store import read_case_keys, read_stored, state_of, write_log
from verwaltung_mining.identity.case_keys import case_keys


@pytest.fixture
def log() -> EventLog:
    rows = [row for n in range(6) for row in steps(f"{n}", "abc", begin=n * 10, person="anna")]
    kinds = {"kind": {"1": "house"}, "pages": {"1": 2.0}, "case": {"1": "new"}}
    return canonicalise(raw_log(rows, attributes=kinds, quality_counts={"gap_shifted": 1}))


def test_pieces_in_memory_show_in_no_byte(tmp_path: Path) -> None:
    rows = pl.DataFrame({"case": range(5_000), "activity": [n % 7 for n in range(5_000)]})
    pieces = pl.concat([rows[:100], rows[100:]])
    assert pieces.n_chunks() == 2
    for name, table in (("one", rows), ("two", pieces)):
        write_table(table, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@given(raw=raw_logs(), part=st.integers(1, 12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_stored_log_comes_back_equal(raw: RawLog, part: int, tmp_path: Path) -> None:
    log = canonicalise(raw)
    folder = tmp_path / "log.vmlog"
    write_log(log, folder, force=True, events_per_part=part)
    assert_same_log(read_stored(folder), log)
    ranges = [set(pl.read_parquet(file)["case"]) for file in sorted(folder.glob("events/*"))]
    assert sum(len(cases) for cases in ranges) == log.cases.height


def test_a_log_without_attributes_comes_back_equal(tmp_path: Path) -> None:
    log = canonicalise(raw_log(steps("1", "ab")))
    write_log(log, tmp_path / "bare.vmlog")
    assert_same_log(read_stored(tmp_path / "bare.vmlog"), log)


def test_a_narrowed_log_keeps_its_ordinals(log: EventLog, tmp_path: Path) -> None:
    numbered = dataclasses.replace(log, ordinals=log.cases["case"] + 7)
    write_log(numbered, tmp_path / "part.vmlog")
    assert_same_log(read_stored(tmp_path / "part.vmlog"), numbered)


def test_two_writes_give_the_same_bytes(log: EventLog, tmp_path: Path) -> None:
    write_log(log, tmp_path / "one.vmlog")
    write_log(log, tmp_path / "two.vmlog")
    one, two = (sorted((tmp_path / name).rglob("*.*")) for name in ("one.vmlog", "two.vmlog"))
    assert [file.name for file in one] == [file.name for file in two]
    assert [f.read_bytes() for f in one if f.is_file()] == [
        f.read_bytes() for f in two if f.is_file()
    ]


def test_the_queue_view_is_ordered_by_activity_unit_and_time(log: EventLog, tmp_path: Path) -> None:
    write_log(log, tmp_path / "log.vmlog")
    view = pl.read_parquet(tmp_path / "log.vmlog" / "queue.parquet")
    assert view.equals(view.sort("activity", "org_unit", "timestamp", "row"))
    assert sorted(view["row"]) == list(range(log.events.collect().height))


def test_an_existing_log_is_replaced_only_with_force(log: EventLog, tmp_path: Path) -> None:
    folder = tmp_path / "log.vmlog"
    write_log(log, folder)
    other = dataclasses.replace(log, name="other")
    with pytest.raises(OutputExistsError, match="--force"):
        write_log(other, folder)
    assert read_stored(folder).name == log.name
    write_log(other, folder, force=True)
    assert read_stored(folder).name == "other"
    assert [path.name for path in tmp_path.iterdir()] == ["log.vmlog"]


def test_a_folder_of_something_else_is_never_replaced(log: EventLog, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    with pytest.raises(OutputExistsError, match="not replaced"):
        write_log(log, folder, force=True)
    assert (folder / "letter.txt").read_text() == "dear"


def test_a_failed_write_leaves_nothing_and_keeps_the_old_log(
    log: EventLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "log.vmlog"
    write_log(log, folder)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("verwaltung_mining.eventlog.store._manifest", full)
    with pytest.raises(UnwritableError, match="disk is full"):
        write_log(dataclasses.replace(log, name="other"), folder, force=True)
    assert read_stored(folder).name == log.name
    assert [path.name for path in tmp_path.iterdir()] == ["log.vmlog"]


@pytest.mark.parametrize(
    "name",
    [
        "events/part-00000.parquet",
        "cases.parquet",
        "attributes.parquet",
        "k_table.parquet",
        "queue.parquet",
        "dictionaries.json",
        "quality.json",
        "provenance.json",
    ],
)
@pytest.mark.parametrize("missing", [True, False])
def test_a_missing_or_changed_file_is_named(
    log: EventLog, tmp_path: Path, name: str, *, missing: bool
) -> None:
    folder = tmp_path / "log.vmlog"
    write_log(log, folder)
    file = folder / name
    if missing:
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-1] + b"#")
    with pytest.raises(FileUnreadableError, match=f"{name} is missing or damaged"):
        read_stored(folder)


@pytest.mark.parametrize(
    ("schema", "remedy"), [("2", "update"), ("0", "older version wrote it; import")]
)
def test_another_format_says_how_to_go_on(
    log: EventLog, tmp_path: Path, schema: str, remedy: str
) -> None:
    folder = tmp_path / "log.vmlog"
    write_log(log, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest |= {"schema": f"verwaltung-mining/log/{schema}", "new_key": 1}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert is_stored_log(folder)
    with pytest.raises(FileUnreadableError, match=rf"format {schema}, .* reads 1.*{remedy}"):
        read_stored(folder)
    write_log(log, folder, force=True)
    assert read_stored(folder).name == log.name


@pytest.mark.parametrize("content", [None, "", "{}", '{"schema": "x/1"}', "[1]"])
def test_a_foreign_folder_is_no_log(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)
    assert not is_stored_log(tmp_path)
    with pytest.raises(FileUnreadableError, match="no imported log"):
        read_stored(tmp_path)


def test_a_damaged_manifest_is_named(log: EventLog, tmp_path: Path) -> None:
    folder = tmp_path / "log.vmlog"
    write_log(log, folder)
    (folder / "manifest.json").write_text('{"schema": "verwaltung-mining/log/1"}')
    with pytest.raises(FileUnreadableError, match=r"manifest\.json is missing or damaged"):
        read_stored(folder)


@pytest.mark.parametrize("content", ["", "{", "[1]"])
def test_a_log_whose_manifest_is_lost_is_damaged_and_may_be_replaced(
    log: EventLog, tmp_path: Path, content: str
) -> None:
    folder = tmp_path / "log.vmlog"
    write_log(log, folder)
    (folder / "manifest.json").write_text(content)
    with pytest.raises(FileUnreadableError, match=r"manifest\.json is missing or damaged"):
        read_stored(folder)
    write_log(log, folder, force=True)
    assert_same_log(read_stored(folder), log)


def test_a_manifest_of_an_earlier_version_without_a_seal_is_read(
    log: EventLog, tmp_path: Path
) -> None:
    folder = tmp_path / "log.vmlog"
    write_log(log, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["seal"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert_same_log(read_stored(folder), log)


def test_keyed_hashes_stand_beside_the_log_and_only_where_a_key_was_given(
    log: EventLog, tmp_path: Path
) -> None:
    keys = case_keys(pl.Series([f"{n}" for n in range(6)]), b"k" * 32)
    write_log(log, tmp_path / "keyed", keys=keys)
    write_log(log, tmp_path / "bare")
    back = read_case_keys(tmp_path / "keyed")
    assert back is not None
    assert (back.hashes.to_list(), back.check) == (keys.hashes.to_list(), keys.check)
    assert read_case_keys(tmp_path / "bare") is None
    assert_same_log(read_stored(tmp_path / "keyed"), log)


def test_log_made_from_one_that_was_replaced_meanwhile_is_not_written(
    log: EventLog, tmp_path: Path
) -> None:
    folder = tmp_path / "log"
    write_log(log, folder)
    seen = state_of(folder)
    write_log(dataclasses.replace(log, name="other"), folder, force=True, seen=seen)
    with pytest.raises(UnwritableError, match="has changed since"):
        write_log(log, folder, force=True, seen=seen)
    assert read_stored(folder).name == "other"
    write_log(log, tmp_path / "elsewhere", seen=seen)
