"""Import of exports into stored logs, beside the plain copy that Polars makes of the same file."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.performance.analyze import beyond_memory
from benchmarks.performance.logs import SIZES, Logs
from benchmarks.performance.machine import load
from benchmarks.performance.report import OURS, Report, report
from benchmarks.performance.targets import not_asked, rows
from benchmarks.performance.timing import PROGRAM, Measurement, processes

COPY = """
import sys
import polars as pl
pl.scan_csv(sys.argv[1], separator=";").sink_parquet(sys.argv[2])
"""
DELIMITED = ".csv"
SMALL_ONLY = (".parquet", ".xes")
"""Formats that are imported at the smallest size only."""
RATIO, MEMORY = "ingest/ratio", "ingest/memory"
TARGET_SIZE = "10M"
SETTING = 1.0
"""Gigabytes that the import may take whose peak is looked at; a default would hide it."""
GIGABYTE = 1_000_000_000


def measure(logs: Logs, *, sizes: Sequence[str], runs: int) -> Report:
    """From the call to the prompt, in processes of their own."""
    begun = load()
    outcomes = not_asked("ingest")
    measurements: list[Measurement] = []
    ascending = sorted(sizes, key=SIZES.__getitem__)
    before: tuple[int, int] | None = None
    for size in ascending:
        too_large = beyond_memory(SIZES[size], before)
        if too_large:
            outcomes |= dict.fromkeys((RATIO, MEMORY), too_large)
            continue
        imported = _import(logs.raw(size, DELIMITED), runs)
        copied = _copy(logs.raw(size, DELIMITED), runs)
        measurements += [imported, copied]
        before = SIZES[size], imported.peak_bytes or 0
        if size == TARGET_SIZE:
            outcomes |= {RATIO: imported.seconds / copied.seconds}
            bounded = _import(logs.raw(size, DELIMITED), runs, gigabytes=SETTING)
            measurements.append(bounded)
            outcomes |= {MEMORY: (bounded.peak_bytes or 0) / (SETTING * GIGABYTE)}
    measurements += [_import(logs.raw(ascending[0], suffix), runs) for suffix in SMALL_ONLY]
    return report("ingest", begun, rows("ingest", outcomes), measurements)


def _import(file: Path, runs: int, gigabytes: float = 0.0) -> Measurement:
    """An import that may take so much memory; 0: what it takes where nothing is said."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "settings.toml"
        settings.write_text(f"[import]\nmemory = {gigabytes}\n")
        target = str(Path(folder) / "imported.vmlog")
        command = (*PROGRAM, "import", str(file), "-o", target, "--force", "-q")
        usages = processes((*command, "--settings", str(settings)), runs=runs)
    said = f", memory = {gigabytes}" if gigabytes else ""
    return Measurement(what=f"import of {file.name}{said}", program=OURS, events=None, runs=usages)


def _copy(file: Path, runs: int) -> Measurement:
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "copy.parquet")
        usages = processes((sys.executable, "-c", COPY, str(file), target), runs=runs)
    return Measurement(
        what=f"import of {file.name}", program="Polars, plain copy", events=None, runs=usages
    )
