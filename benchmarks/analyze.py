"""How long `analyze` takes on a log of 52,217 events, as whole processes and inside one.

    python benchmarks/analyze.py [LOG]

Without LOG: BPIC15_1.xes.gz of ../shared/data/logs. Prints a Markdown table: median and range of
five runs after one that warms the file cache; machine, versions and load above it.
"""

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median

import verwaltung_mining as vm

RUNS = 5
PROGRAM = (sys.executable, "-m", "verwaltung_mining_cli")
LOG = Path(__file__).resolve().parents[2] / "shared" / "data" / "logs" / "BPIC15_1.xes.gz"
TARGETS = {"export": 10.0, "imported": 3.0, "help": 0.3}
"""Seconds for a whole process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds of several runs."""

    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle run."""
        return median(self.runs)

    @property
    def shown(self) -> str:
        """Median and range, for a table."""
        return f"{self.median:.3f} | {min(self.runs):.3f} to {max(self.runs):.3f}"


def timed(run: Callable[[], object], *, runs: int = RUNS) -> Timing:
    """Some runs after one that does not count."""
    run()
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return Timing(runs=tuple(times))


def call(*arguments: str) -> None:
    """One call of the program in a process of its own."""
    subprocess.run([*PROGRAM, *arguments], check=True, capture_output=True)


def whole_processes(log: Path, folder: Path, *, runs: int = RUNS) -> dict[str, Timing]:
    """Seconds from the call to the prompt; keys as in TARGETS."""
    stored = folder / "log"
    call("import", str(log), "-o", str(stored))
    return {
        "export": timed(partial(call, "analyze", str(log)), runs=runs),
        "imported": timed(partial(call, "analyze", str(stored)), runs=runs),
        "help": timed(partial(call, "--help"), runs=runs),
    }


def inside_one_process(log: Path, folder: Path) -> dict[str, Timing]:
    """Seconds of each part once everything is loaded."""
    stored = folder / "log"
    read = vm.read_log(stored)
    return {
        "read the export": timed(partial(vm.read_log, log)),
        "read the imported log": timed(partial(vm.read_log, stored)),
        "analyse": timed(partial(vm.analyse, read)),
    }


def main(log: Path) -> None:
    """Measure and print."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(
        f"{log.name}; {platform.machine()}, {os.cpu_count()} cores, load {load}; "
        f"Python {platform.python_version()}, Polars {version('polars')}, "
        f"NumPy {version('numpy')}; {RUNS} runs, seconds\n"
    )
    print("| what | median | range | target |")
    print("|---|---:|---|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = {
            "export": "`analyze` of the export",
            "imported": "`analyze` of the imported log",
            "help": "`--help`",
        }
        for key, timing in whole_processes(log, folder).items():
            print(f"| {names[key]}, whole process | {timing.shown} | {TARGETS[key]:g} |")
        for what, timing in inside_one_process(log, folder).items():
            print(f"| {what}, everything loaded | {timing.shown} | |")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else LOG)
