"""Runs on a disk that is too small for what they write: a file system in memory of that size.

Needs Linux and the right to mount. The sizes lie evenly between what stands there before and what
a whole run takes at its peak.
"""

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import statvfs
from pathlib import Path

import msgspec
import numpy as np
from benchmarks.faults.bounds import Bounded, bounded
from benchmarks.faults.found import faults_after
from benchmarks.faults.runs import (
    COMMANDS,
    LONGEST_SECONDS,
    POLL_SECONDS,
    Bench,
    copy,
    started,
)

AMPLE = 256 * 1024
"""Kilobytes in which every run here has room."""


def full_disks(bench: Bench, steps: int) -> Iterator[Bounded]:
    """Every command, alone and over an older log or result, on so many sizes of disk."""
    for command in COMMANDS:
        for replaces in (False, True):
            low, high = _range(bench, command, replaces=replaces)
            for size in np.linspace(low, high * 1.05, steps).round().astype(int).tolist():
                yield _on_disk(bench, command, replaces=replaces, kilobytes=size)


def _on_disk(bench: Bench, command: str, *, replaces: bool, kilobytes: int) -> Bounded:
    """A run on a disk of that size, and the same again when there is room."""
    with _disk(bench.root, AMPLE) as disk:
        place = disk / "place"
        if replaces:
            copy(bench.whole[command]["old"], place)
        _resize(disk, kilobytes)
        run = bounded(
            bench, command, place, replaces=replaces, limit=kilobytes, patience=LONGEST_SECONDS
        )
        _resize(disk, AMPLE)
        after = faults_after(bench, command, place, run.state, replaces=replaces)
        wrong = ["not said that the disk is full"] if "disk full" not in run.voice[1] else []
        bad = (*run.faults, *(wrong if run.exit else []), *after)
    return msgspec.structs.replace(run, faults=bad)


def _range(bench: Bench, command: str, *, replaces: bool) -> tuple[int, int]:
    """Kilobytes taken before a run, and at its peak."""
    with _disk(bench.root, AMPLE) as disk:
        place = disk / "place"
        if replaces:
            copy(bench.whole[command]["old"], place)
        before = peak = _taken(disk)
        process = started(bench.call(command, place, replaces=replaces))
        while process.poll() is None:
            peak = max(peak, _taken(disk))
            time.sleep(POLL_SECONDS)
        _, said = process.communicate()
        if process.returncode:
            raise SystemExit(said)
    return max(before, 4), peak


def _taken(disk: Path) -> int:
    told = statvfs(disk)
    return (told.f_blocks - told.f_bfree) * told.f_frsize // 1024


@contextmanager
def _disk(root: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of its own in a folder below `root`."""
    disk = root / "disk"
    disk.mkdir(exist_ok=True)
    _asked(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(disk)])
    try:
        yield disk
    finally:
        _asked(["umount", str(disk)])


def _resize(disk: Path, kilobytes: int) -> None:
    _asked(["mount", "-o", f"remount,size={kilobytes}k", str(disk)])


def _asked(command: Sequence[str]) -> None:
    subprocess.run(command, check=True)
