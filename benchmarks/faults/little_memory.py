"""Runs that may take only so much address space (`ulimit -v`). Needs Linux (prlimit)."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
from benchmarks.faults.bounds import Bounded, bounded
from benchmarks.faults.found import faults_after
from benchmarks.faults.runs import COMMANDS, Bench, copy

MEGABYTE = 1_000_000
LIMITS = (*range(200, 2000, 400), *range(2000, 2600, 200))
"""Megabytes; below `LEAST_MEGABYTES` in wider steps, for there nothing is begun."""
PATIENCE_SECONDS = 180
"""Thirty times what a run takes by itself; one that takes longer is killed and counted."""


def little_memory(bench: Bench, seed: int) -> Iterator[Bounded]:
    """Every command within every limit; in every other run an older log or result is there."""
    for at, limit in enumerate(LIMITS):
        for nth, command in enumerate(COMMANDS):
            yield _within(bench, command, limit, replaces=(at + nth + seed) % 2 == 0)


def _within(bench: Bench, command: str, megabytes: int, *, replaces: bool) -> Bounded:
    """A run within the limit, and the same again without one."""
    with tempfile.TemporaryDirectory(dir=bench.root) as folder:
        place = Path(folder) / "place"
        if replaces:
            copy(bench.whole[command]["old"], place)
        run = bounded(
            bench, command, place, replaces=replaces, limit=megabytes, patience=PATIENCE_SECONDS,
            through=("prlimit", f"--as={megabytes * MEGABYTE}"),
        )  # fmt: skip
        after = faults_after(bench, command, place, run.state, replaces=replaces)
        return msgspec.structs.replace(run, faults=(*run.faults, *after))
