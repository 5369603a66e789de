"""What a driver of Spark needs: a run whose memory is capped below the size of the log.

    python spark_driver.py RESULT LOG MASTER GROUP

The session is there before the cap, so that it holds for this process alone: the driver's Python.
RESULT becomes JSON: seconds, peak_bytes, digest (of the result document). Without MASTER ("-")
the same in this process, without a cap.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import msgspec
from benchmarks.performance.timing import process

import verwaltung_mining as vm
from verwaltung_mining.engine import Executor

KILOBYTE = 1024
ALONE = "-"
SAMPLE = 250_000
"""Events looked at one by one: by default a million, which take a gigabyte whatever the log."""
SETTINGS = vm.Settings(tables={"analysis": {"sample_events": SAMPLE}})
LIMITS = (
    (Path("/sys/fs/cgroup/memory"), "memory.limit_in_bytes"),
    (Path("/sys/fs/cgroup"), "memory.max"),
)
"""Control groups of version 1 and 2, and the file that takes a limit."""


class Driven(msgspec.Struct, frozen=True, kw_only=True):
    """One analysis."""

    seconds: float
    peak_bytes: int
    """Largest resident set of this process, without Spark's."""
    digest: str


def driven(log: Path, *, master: str = ALONE, group: Path | None = None) -> Driven:
    """An analysis by a process of its own, which joins a control group once Spark has started.

    Raises CalledProcessError where it fails or is ended for want of memory.
    """
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        process((sys.executable, __file__, str(result), str(log), master, str(group or ALONE)))
        return msgspec.json.decode(result.read_bytes(), type=Driven)


@contextmanager
def limited(most_bytes: int) -> Iterator[Path]:
    """A control group whose processes may hold so much; raises OSError without the right to it."""
    root, file = next((r, f) for r, f in LIMITS if (r / "cgroup.procs").is_file())
    group = root / f"verwaltung-mining-{os.getpid()}"
    group.mkdir()
    try:
        (group / file).write_text(str(most_bytes))
        yield group
    finally:
        group.rmdir()


def events_in_memory(log: Path) -> int:
    """Bytes of all events of a stored log, if they were held at once."""
    parts = vm.read_log(log).event_log.events
    return sum(part.estimated_size() for part in parts.frames())


def _engine(master: str, group: str) -> Executor:
    if master == ALONE:
        return vm.open_engine("local")
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master).config("spark.ui.enabled", "false")
    engine = vm.open_engine(session=builder.getOrCreate())
    (Path(group) / "cgroup.procs").write_text(str(os.getpid()))
    return engine


def main(result: Path, log: Path, master: str, group: str) -> None:
    """Analyse and write what it took."""
    engine = _engine(master, group)
    begin = time.perf_counter()
    text = vm.analyse(vm.read_log(log), settings=SETTINGS, engine=engine).to_json()
    figures = {
        "seconds": time.perf_counter() - begin,
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE,
        "digest": sha256(text.encode()).hexdigest(),
    }
    result.write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
