"""Runs and their medians: one warm-up, then several runs, or a single one where it is long."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import msgspec
from benchmarks.performance import watched

RUNS = 5
LONG_SECONDS = 30.0
"""A first run as long as this counts, and is the only one."""
PROGRAM = (sys.executable, "-m", "verwaltung_mining_cli")


class Usage(msgspec.Struct, frozen=True, kw_only=True):
    """One run."""

    seconds: float
    cpu_seconds: float | None = None
    """Of all threads; tells more than the clock on a busy machine."""
    peak_bytes: int | None = None
    """Largest resident set; None where it was not a process of its own."""


class Measurement(msgspec.Struct, frozen=True, kw_only=True):
    """What a program took for a task."""

    what: str
    program: str
    events: int | None
    """Events of the log; None where there is none."""
    runs: tuple[Usage, ...]

    @property
    def seconds(self) -> float:
        """Median of the runs."""
        return median(run.seconds for run in self.runs)

    @property
    def cpu_seconds(self) -> float | None:
        """Median of the runs."""
        spent = [run.cpu_seconds for run in self.runs if run.cpu_seconds is not None]
        return median(spent) if spent else None

    @property
    def peak_bytes(self) -> int | None:
        """Largest of all runs."""
        peaks = [run.peak_bytes for run in self.runs if run.peak_bytes is not None]
        return max(peaks, default=None)


def repeated(once: Callable[[], Usage], *, runs: int) -> tuple[Usage, ...]:
    """So many runs after one that does not count; the first alone if it is long."""
    first = once()
    if first.seconds >= LONG_SECONDS:
        return (first,)
    return tuple(once() for _ in range(runs))


def timed(run: Callable[[], object], *, runs: int) -> tuple[Usage, ...]:
    """Runs inside this process."""

    def once() -> Usage:
        begin, begin_cpu = time.perf_counter(), time.process_time()
        run()
        spent = time.process_time() - begin_cpu
        return Usage(seconds=time.perf_counter() - begin, cpu_seconds=spent)

    return repeated(once, runs=runs)


def processes(command: Sequence[str], *, runs: int) -> tuple[Usage, ...]:
    """Runs as processes of their own. Raises CalledProcessError where one fails."""
    return repeated(partial(process, command), runs=runs)


def process(command: Sequence[str]) -> Usage:
    """One run as a process of its own. Raises CalledProcessError where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "usage.json"
        watcher = [sys.executable, watched.__file__, str(result), *command]
        subprocess.run(watcher, check=True)
        figures = msgspec.json.decode(result.read_bytes())
    return Usage(
        seconds=figures["seconds"],
        cpu_seconds=figures["cpu_seconds"],
        peak_bytes=figures["peak_bytes"],
    )
