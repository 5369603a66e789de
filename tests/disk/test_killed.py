"""Whatever call a writer is killed before: the old content or the new one, and then a next run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.disk.killed_writer import NAMES, write

from verwaltung_mining.disk.whole_folder import standing

WRITER = Path(__file__).with_name("killed_writer.py")
FEWEST_CALLS = 8
"""Each writer touches the disk more often than that; fewer would mean that nothing was tried."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def killed(root: Path, kind: str, before: str) -> list[Path]:
    """What every killed writer left, and last what the one left that was not killed."""
    subprocess.run([sys.executable, WRITER, str(root), kind, before], check=True)
    left = sorted(root.iterdir(), key=lambda folder: int(folder.name))
    assert len(left) > FEWEST_CALLS
    return left


def found(place: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in place.iterdir() if path.name in NAMES}


def whole(content: str) -> dict[str, str]:
    return dict.fromkeys(NAMES, content)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


@pytest.mark.parametrize("before", ["replaces", "new"])
def test_log(tmp_path: Path, before: str) -> None:
    states = []
    for root in killed(tmp_path, "log", before):
        place = standing(root / "log")
        states.append(found(place) if place.exists() else None)
        write("log", root / "log", "next")
        assert found(root / "log") == whole("next")
        assert names(root) == ["a", "b", "c", "log"]
    first = whole("old") if before == "replaces" else None
    changes = states.index(whole("new"))
    assert 0 < changes < len(states)
    assert states == [first] * changes + [whole("new")] * (len(states) - changes)


def test_result_in_a_new_folder(tmp_path: Path) -> None:
    states = []
    for root in killed(tmp_path, "result", "new"):
        states.append(found(root / "log") if (root / "log").exists() else None)
        write("result", root / "log", "next")
        assert names(root) == ["a", "b", "c", "log"]
    changes = states.index(whole("new"))
    assert states == [None] * changes + [whole("new")] * (len(states) - changes)


def test_result_among_other_files(tmp_path: Path) -> None:
    states = []
    for root in killed(tmp_path, "result", "replaces"):
        left = found(root / "log")
        moving = (root / "log" / ".finished").exists()
        states.append("moving" if moving and left != whole("old") else left)
        write("result", root / "log", "next")
        assert names(root) == ["a", "b", "c", "log"]
    assert states[0] == whole("old")
    assert states[-1] == whole("new")
    assert all(state in (whole("old"), "moving", whole("new")) for state in states)


@pytest.mark.parametrize("before", ["replaces", "new"])
def test_file(tmp_path: Path, before: str) -> None:
    allowed = {"old", "new"} if before == "replaces" else {None, "new"}
    for root in killed(tmp_path, "file", before):
        file = root / "log"
        assert (file.read_text() if file.exists() else None) in allowed
        write("file", file, "next")
        assert names(root) == ["log"]
        assert file.read_text() == "next"
