"""How long the logs take to generate, and in how much memory."""

import sys
from collections.abc import Sequence

from benchmarks.performance.logs import Logs
from benchmarks.performance.machine import load
from benchmarks.performance.report import OURS, Report, report
from benchmarks.performance.timing import Measurement, process

ONE = """
import sys
from pathlib import Path
from benchmarks.performance.logs import Logs
folder, seed, size, suffix = sys.argv[1:]
logs = Logs(folder=Path(folder), seed=int(seed))
logs.stored(size) if suffix == ".vmlog" else logs.raw(size, suffix)
"""
"""What the process runs."""


def measure(logs: Logs, *, sizes: Sequence[str], suffixes: Sequence[str]) -> Report:
    """Generate what is not there yet; each once, as a process of its own."""
    begun = load()
    measurements, notes = [], []
    for file in (logs.path(size, suffix) for size in sizes for suffix in suffixes):
        if file.exists():
            notes.append(f"{file.name} was there already.")
            continue
        size, suffix = file.name.split("-")[0], file.suffix
        run = process((sys.executable, "-c", ONE, str(logs.folder), str(logs.seed), size, suffix))
        measurements.append(
            Measurement(what=f"generate {file.name}", program=OURS, events=None, runs=(run,))
        )
    return report("generate", begun, [], measurements, notes)
