"""The whole `analyze` beside pm4py, which answers those of its questions that it has words for.

`analyze` answers more: detectors, tests, benefits with intervals, texts; pm4py's part is named.
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.performance import pm4py_questions
from benchmarks.performance.analyze import task
from benchmarks.performance.logs import SIZES, Logs
from benchmarks.performance.machine import load
from benchmarks.performance.report import OURS, Report, report
from benchmarks.performance.targets import rows
from benchmarks.performance.timing import PROGRAM, Measurement, processes

from verwaltung_mining.eventlog.manifest import read_manifest


def measure(logs: Logs, *, sizes: Sequence[str], runs: int) -> Report:
    """From the call to the prompt, each in a process of its own, from the same stored log."""
    begun, measurements, notes = load(), [], []
    for size in sorted(sizes, key=SIZES.__getitem__):
        stored = logs.stored(size)
        events = read_manifest(stored).events
        with tempfile.TemporaryDirectory() as folder:
            answered = Path(folder) / "answered.json"
            calls = {
                OURS: (*PROGRAM, "analyze", str(stored), "--json", "-q"),
                "pm4py": (sys.executable, pm4py_questions.__file__, str(stored), str(answered)),
            }
            measurements += [
                Measurement(
                    what=task(size), program=program, events=events,
                    runs=processes(call, runs=runs),
                )
                for program, call in calls.items()
            ]  # fmt: skip
            taken = json.loads(answered.read_text(encoding="utf-8"))
        told = ", ".join(f"{question} {seconds:.1f} s" for question, seconds in taken.items())
        notes.append(f"{size}, pm4py once everything is loaded: {told}.")
    return report("questions", begun, rows("questions", {}), measurements, notes)
