"""What a user waits for on small logs: the start of Python, the help, an analysis."""

import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.performance.logs import Logs
from benchmarks.performance.machine import load
from benchmarks.performance.report import OURS, Report, report
from benchmarks.performance.targets import NotRun, rows
from benchmarks.performance.timing import PROGRAM, Measurement, process, processes, timed

import verwaltung_mining as vm

SMALL = "10k"
REAL_LOG = Path(__file__).resolve().parents[3] / "shared" / "data" / "logs" / "BPIC15_1.xes.gz"
"""52,217 events of a Dutch municipality; beside the project, not in it."""
NO_REAL_LOG = NotRun("the folder shared/data/logs is not beside the project")


def measure(logs: Logs, *, runs: int) -> Report:
    """Whole processes, then the same once everything is loaded."""
    begun = load()
    stored, export = logs.stored(SMALL), logs.raw(SMALL, ".csv")
    whole = whole_processes(stored, export, runs=runs)
    outcomes: dict[str, float | NotRun] = {
        "help": whole["help"].seconds,
        "analyze/10k": whole["stored"].seconds,
        "export/10k": whole["export"].seconds,
        "stored/real": NO_REAL_LOG,
        "export/real": NO_REAL_LOG,
    }
    measurements = [_python(runs), *whole.values(), *_loaded(stored, export, runs)]
    if REAL_LOG.is_file():
        real = real_log(runs=runs)
        outcomes |= {f"{key}/real": timing.seconds for key, timing in real.items()}
        measurements += real.values()
    return report("startup", begun, rows("startup", outcomes), measurements)


def whole_processes(stored: Path, export: Path, *, runs: int) -> dict[str, Measurement]:
    """`--help` and `analyze` of both forms of a log, from the call to the prompt."""
    calls = {
        "help": ("`--help`", ("--help",)),
        "stored": (f"`analyze` of {stored.name}", ("analyze", str(stored), "-q")),
        "export": (f"`analyze` of {export.name}", ("analyze", str(export), "-q")),
    }
    return {
        key: Measurement(
            what=what,
            program=OURS,
            events=None,
            runs=processes((*PROGRAM, *arguments), runs=runs),
        )
        for key, (what, arguments) in calls.items()
    }


def real_log(*, runs: int) -> dict[str, Measurement]:
    """`analyze` of the real log, as an export and imported before."""
    with tempfile.TemporaryDirectory() as folder:
        stored = Path(folder) / "BPIC15_1.vmlog"
        process((*PROGRAM, "import", str(REAL_LOG), "-o", str(stored)))
        measured = whole_processes(stored, REAL_LOG, runs=runs)
    return {key: measured[key] for key in ("stored", "export")}


def _python(runs: int) -> Measurement:
    command = (sys.executable, "-c", "pass")
    return Measurement(
        what="start of Python alone", program="Python", events=None,
        runs=processes(command, runs=runs),
    )  # fmt: skip


def _loaded(stored: Path, export: Path, runs: int) -> list[Measurement]:
    """The parts of an analysis inside one process."""
    log = vm.read_log(stored)
    parts = {
        f"read {export.name}": partial(vm.read_log, export),
        f"read {stored.name}": partial(vm.read_log, stored),
        f"analyse {stored.name}": partial(vm.analyse, log),
    }
    return [
        Measurement(
            what=f"{what}, everything loaded",
            program=OURS,
            events=log.events,
            runs=timed(run, runs=runs),
        )
        for what, run in parts.items()
    ]
