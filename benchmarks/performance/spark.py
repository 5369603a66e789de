"""The analysis and the import on Spark in local mode, beside the same in this process."""

import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from benchmarks.performance.logs import SIZES, Logs
from benchmarks.performance.machine import GB, load
from benchmarks.performance.report import OURS, Report, report
from benchmarks.performance.spark_driver import SAMPLE, driven, events_in_memory, limited
from benchmarks.performance.targets import NotRun, not_asked, rows
from benchmarks.performance.timing import Measurement, timed

import verwaltung_mining as vm
from verwaltung_mining.engine import Executor
from verwaltung_mining.eventlog.manifest import read_manifest

MASTER = "local[2]"
ON_SPARK = f"{OURS}, Spark {MASTER}"
FILES = 8
"""Files of an export that is imported as one job."""
DRIVEN = "100M"
"""Size of the log that is analysed with the driver's memory capped below that of its events."""
CAP = 0.5
"""Share of the events' memory that the driver may take."""

Engines = Mapping[str, Executor]


def measure(logs: Logs, *, sizes: Sequence[str], runs: int) -> Report:
    """From the stored log to the result, and from the export to the stored log, in one process.

    The session runs already. The first run of each does not count, unless it is long. Raises
    ValueError where the results differ.
    """
    begun, outcomes = load(), not_asked("spark")
    measurements: list[Measurement] = []
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        outcomes |= dict.fromkeys(outcomes, NotRun("pyspark is not installed"))
        return report("spark", begun, rows("spark", outcomes), measurements, [])
    notes = []
    if DRIVEN in sizes:
        outcomes["spark/driver"], note = _driver(logs)
        notes += [note] if note else []
    builder = SparkSession.builder.master(MASTER).config("spark.ui.enabled", "false")
    session = builder.getOrCreate()
    engines = {OURS: vm.open_engine("local"), ON_SPARK: vm.open_engine(session=session)}
    for size in sorted(set(sizes) - {DRIVEN}, key=SIZES.__getitem__):
        both = _analyses(logs, size, engines, runs)
        measurements += [*both, *_imports(logs, size, engines, runs)]
        outcomes[f"spark/{size}"] = both[1].seconds / both[0].seconds
    session.stop()
    return report("spark", begun, rows("spark", outcomes), measurements, notes)


def _analyses(logs: Logs, size: str, engines: Engines, runs: int) -> list[Measurement]:
    log = vm.read_log(logs.stored(size))
    results = {vm.analyse(log, engine=engine).to_json() for engine in engines.values()}
    if len(results) != 1:
        raise ValueError(f"{size}: Spark gives another result")
    return [
        Measurement(
            what=f"analysis of {size}",
            program=program,
            events=read_manifest(logs.stored(size)).events,
            runs=timed(partial(vm.analyse, log, engine=engine), runs=runs),
        )
        for program, engine in engines.items()
    ]


def _imports(logs: Logs, size: str, engines: Engines, runs: int) -> list[Measurement]:
    exports = logs.several(size, FILES)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "imported.vmlog"
        measured, stored = [], set()
        for program, engine in engines.items():
            spent = timed(partial(_imported, exports, target, engine), runs=runs)
            what = f"import of {size} in {FILES} files"
            measured.append(Measurement(what=what, program=program, events=None, runs=spent))
            stored.add(_digest(target))
    if len(stored) != 1:
        raise ValueError(f"{size}: Spark imports another log")
    return measured


def _imported(exports: Path, target: Path, engine: Executor) -> None:
    vm.read_log(exports, scratch=target.parent, engine=engine).save(target, force=True)


def _digest(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return sha256(b"".join(sha256(path.read_bytes()).digest() for path in files)).hexdigest()


def _driver(logs: Logs) -> tuple[float | NotRun, str]:
    """Peak of a capped driver over the memory of all events, and what was done.

    Raises ValueError where the result is another one.
    """
    log = logs.stored(DRIVEN)
    size = events_in_memory(log)
    most = int(CAP * size)
    try:
        with limited(most) as group:
            capped = driven(log, master=MASTER, group=group)
    except OSError as error:
        return NotRun(f"no control group for memory: {error.strerror}"), ""
    if capped.digest != driven(log).digest:
        raise ValueError(f"{DRIVEN}: a capped driver gives another result")
    return capped.peak_bytes / size, (
        f"{DRIVEN}: {size / GB:.1f} GB of events, analysed in {capped.seconds:.0f} s by a driver "
        f"in a control group that may hold {most / GB:.1f} GB; its resident set reached "
        f"{capped.peak_bytes / GB:.2f} GB. The result is that of a run without Spark, both of a "
        f"sample of {SAMPLE:,} events."
    )
