"""Stored logs under faults: full disks, flipped bits, missing rights, two at once, clocks."""

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.eventlog.raw_logs import assert_same_log, raw_log, steps

from verwaltung_mining.errors import FileUnreadableError, UnwritableError
from verwaltung_mining.eventlog import store
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.eventlog.store import check_place, is_kept, read_stored, write_log

NOBODY = 65_534


def log_of(cases: int) -> EventLog:
    rows = [row for n in range(cases) for row in steps(f"{n}", "abc", begin=n * 10, person="anna")]
    return canonicalise(raw_log(rows, attributes={"kind": {"1": "house"}}))


@pytest.fixture
def log() -> EventLog:
    return log_of(6)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written") / "log.vmlog"
    write_log(log_of(6), folder, events_per_part=6)
    return folder


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_flipped_bit_is_noticed_and_its_file_named(
    written: Path, data: st.DataObject
) -> None:
    files = sorted(path for path in written.rglob("*") if path.is_file())
    file = data.draw(st.sampled_from(files))
    content = file.read_bytes()
    place, bit = data.draw(st.integers(0, len(content) - 1)), data.draw(st.integers(0, 7))
    flipped = bytes([content[place] ^ (1 << bit)])
    file.write_bytes(content[:place] + flipped + content[place + 1 :])
    try:
        with pytest.raises(FileUnreadableError) as caught:
            read_stored(written)
    finally:
        file.write_bytes(content)
    name = file.relative_to(written).as_posix()
    assert name in str(caught.value) or name == "manifest.json"


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_truncated_partition_is_named(written: Path, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted((written / "events").iterdir())))
    content = file.read_bytes()
    file.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
    try:
        with pytest.raises(FileUnreadableError, match=rf"events/{file.name} is missing or damaged"):
            read_stored(written)
    finally:
        file.write_bytes(content)


FULL = """
import resource, sys
from pathlib import Path
from tests.eventlog.test_store_faults import log_of
from verwaltung_mining.errors import UnwritableError
from verwaltung_mining.eventlog.store import write_log

log = log_of(400)
write_log(log, Path(sys.argv[1]) / "whole")
sizes = sorted({file.stat().st_size for file in Path(sys.argv[1]).rglob("*") if file.is_file()})
told = 0
for size in (1, *sizes):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size - 1, resource.RLIM_INFINITY))
    try:
        write_log(log, Path(sys.argv[1]) / "log", force=True)
    except UnwritableError as error:
        assert "too large" in str(error), error
        told += 1
print(told == 1 + len(sizes))
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
def test_no_room_for_any_of_the_files_keeps_the_old_log(log: EventLog, tmp_path: Path) -> None:
    write_log(log, tmp_path / "log")
    outcome = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)],
        check=True, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert outcome.stdout == "True\n"
    assert_same_log(read_stored(tmp_path / "log"), log)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log", "whole"]


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A folder in which nothing may be written, seen by a user who is not the administrator."""
    if not hasattr(os, "geteuid"):
        pytest.skip("POSIX rights")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in ("log", "cut"):
            write_log(log_of(6), folder / name)
        (folder / "cut").rename(folder / ".cut.old")
        folder.chmod(0o555)
        administrator = os.geteuid() == 0
        if administrator:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if administrator:
                os.seteuid(0)
            folder.chmod(0o755)


def test_read_only_folder_is_said_before_and_after_and_can_be_read(
    read_only: Path, log: EventLog
) -> None:
    for name in ("log", "new", "deep/new"):
        for attempt in (check_place, lambda folder, *, force: write_log(log, folder, force=force)):
            with pytest.raises(UnwritableError, match="no right"):
                attempt(read_only / name, force=True)
    assert_same_log(read_stored(read_only / "log"), log)
    assert sorted(path.name for path in read_only.iterdir()) == [".cut.old", "log"]


def test_replacement_cut_short_is_read_where_nothing_can_be_written(
    read_only: Path, log: EventLog
) -> None:
    assert_same_log(read_stored(read_only / "cut"), log)


def test_log_whose_replacement_was_cut_short_is_read(log: EventLog, tmp_path: Path) -> None:
    folder = tmp_path / "log.vmlog"
    write_log(log, folder)
    folder.rename(tmp_path / ".log.vmlog.old")
    assert is_kept(folder)
    assert_same_log(read_stored(folder), log)
    assert [path.name for path in tmp_path.iterdir()] == [".log.vmlog.old"]


def test_reader_during_a_replacement_gets_one_log_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = log_of(6), log_of(9)
    folder = tmp_path / "log.vmlog"
    decode = store._decode

    for moment in range(3):
        write_log(one, folder, force=True)
        calls = iter(range(100))

        def replaced_meanwhile(*arguments: object, at: int = moment, counted=calls) -> object:
            if next(counted) == at:
                write_log(two, folder, force=True)
            return decode(*arguments)

        with monkeypatch.context() as during:
            during.setattr(store, "_decode", replaced_meanwhile)
            assert_same_log(read_stored(folder), two)


def test_reader_is_not_kept_out_by_a_writer(
    log: EventLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "log.vmlog"
    write_log(log, folder)
    manifest = store._manifest
    seen: list[EventLog] = []

    def read_meanwhile(*arguments: object) -> object:
        seen.append(read_stored(folder))
        return manifest(*arguments)

    monkeypatch.setattr(store, "_manifest", read_meanwhile)
    write_log(dataclasses.replace(log, name="other"), folder, force=True)
    assert_same_log(seen[0], log)
    assert read_stored(folder).name == "other"


@pytest.mark.parametrize("moment", [0.0, 2_000_000_000.0, 4_000_000_000.0])
def test_clock_that_jumped_changes_nothing(log: EventLog, tmp_path: Path, moment: float) -> None:
    folder = tmp_path / "log.vmlog"
    write_log(log, folder)
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (moment, moment))
    assert_same_log(read_stored(folder), log)
    lock = tmp_path / ".log.vmlog.lock"
    lock.write_text(json.dumps({"process": 1, "host": "x", "since": "2099-01-01 00:00:00"}))
    os.utime(lock, (moment, moment))
    write_log(dataclasses.replace(log, name="other"), folder, force=True)
    assert read_stored(folder).name == "other"
    assert [path.name for path in tmp_path.iterdir()] == ["log.vmlog"]
