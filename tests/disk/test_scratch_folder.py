"""A folder for what does not fit into memory is gone with its last user."""

import errno
import gc
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from verwaltung_mining.disk.scratch_folder import ScratchFolder

HOLDS = """
import sys, time
from pathlib import Path
from verwaltung_mining.disk.scratch_folder import ScratchFolder

folder = ScratchFolder(Path(sys.argv[1]))
(folder.path / "rows").write_text("codes")
print("ready", flush=True)
if sys.argv[2] == "wait":
    time.sleep(60)
"""


@contextmanager
def holder(place: Path, does: str) -> Iterator["subprocess.Popen[str]"]:
    """A process that has a folder in `place`."""
    command = [sys.executable, "-c", HOLDS, str(place), does]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def test_it_goes_with_its_last_user(tmp_path: Path) -> None:
    folder = ScratchFolder(tmp_path)
    users = [folder, folder]
    (folder.path / "rows").write_text("codes")
    del folder, users[0]
    gc.collect()
    assert users[0].path.is_dir()
    users.clear()
    gc.collect()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes of this kind")
def test_nobody_else_may_look(tmp_path: Path) -> None:
    folder = ScratchFolder(tmp_path)
    assert folder.path.stat().st_mode & 0o777 == 0o700


def test_it_goes_with_its_process(tmp_path: Path) -> None:
    with holder(tmp_path, "end") as process:
        assert process.wait() == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")
def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    with holder(tmp_path, "wait") as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert len(list(tmp_path.iterdir())) == 2
    folder = ScratchFolder(tmp_path)
    assert {path.stem for path in tmp_path.iterdir()} == {folder.path.stem}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs locks that end with their process")
def test_that_of_another_process_stays(tmp_path: Path) -> None:
    with holder(tmp_path, "wait"):
        mine = ScratchFolder(tmp_path)
        others = [path for path in tmp_path.iterdir() if path.is_dir() and path != mine.path]
        assert [(path / "rows").read_text() for path in others] == ["codes"]


def test_another_process_never_removes_it(tmp_path: Path) -> None:
    folder = ScratchFolder(tmp_path)
    assert pickle.loads(pickle.dumps(folder)) is None
    assert folder.path.is_dir()


def test_where_volumes_know_no_locks_nothing_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    fcntl = pytest.importorskip("fcntl", reason="Windows locks otherwise")
    monkeypatch.setattr(fcntl, "flock", no_locks)
    folders = [ScratchFolder(tmp_path) for _ in range(2)]
    assert all(folder.path.is_dir() for folder in folders)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("keep me")
    (tmp_path / ".verwaltung-mining-x.lock").symlink_to(mine)
    ScratchFolder(tmp_path)
    assert mine.read_text() == "keep me"


def test_the_place_is_made_where_it_is_not_there(tmp_path: Path) -> None:
    assert ScratchFolder(tmp_path / "new" / "place").path.is_dir()
