"""One writer at a time, told apart from what a killed one left behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from verwaltung_mining.disk.only_writer import only_writer
from verwaltung_mining.errors import UnwritableError

HOLD = """
import sys
from pathlib import Path
from verwaltung_mining.disk.only_writer import only_writer
with only_writer(Path(sys.argv[1]), Path("log")):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(lock: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_lock_is_gone_when_the_writer_has_finished(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with only_writer(lock, tmp_path):
        assert lock.is_file()
    assert list(tmp_path.iterdir()) == []


def test_second_process_is_told_who_writes_and_since_when(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with holder(lock) as process:
        told = rf"another process \(process {process.pid} on .+, since \d{{4}}-\d\d-\d\d \d\d:"
        with pytest.raises(UnwritableError, match=told), only_writer(lock, Path("log")):
            raise AssertionError("two writers at once")
        process.communicate()
    with only_writer(lock, Path("log")):
        pass
    assert not lock.exists()


def test_lock_of_a_killed_process_is_taken_over(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with holder(lock) as process:
        process.kill()
        process.communicate()
    assert str(process.pid) in lock.read_text()
    with only_writer(lock, Path("log")):
        assert str(os.getpid()) in lock.read_text()
    assert not lock.exists()


def test_lock_names_no_writer_while_that_is_not_written_yet(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with only_writer(lock, Path("log")):
        lock.write_bytes(b"{")
        with (
            pytest.raises(UnwritableError, match=r"another process\. "),
            only_writer(lock, Path("log")),
        ):
            raise AssertionError("two writers at once")
