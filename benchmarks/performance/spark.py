"""The whole analysis on Spark in local mode, beside the same in this process."""

from collections.abc import Sequence
from functools import partial

from benchmarks.performance.logs import Logs
from benchmarks.performance.machine import load
from benchmarks.performance.report import OURS, Report, report
from benchmarks.performance.targets import NotRun, not_asked, rows
from benchmarks.performance.timing import Measurement, timed

import verwaltung_mining as vm
from verwaltung_mining.eventlog.manifest import read_manifest

MASTER = "local[2]"
ON_SPARK = f"{OURS}, Spark {MASTER}"


def measure(logs: Logs, *, sizes: Sequence[str], runs: int) -> Report:
    """Both from the stored log to the result, in one process; the session runs already.

    The first run of each does not count, unless it is long. Raises ValueError where the results
    differ.
    """
    begun, outcomes = load(), not_asked("spark")
    measurements: list[Measurement] = []
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        outcomes |= {f"spark/{size}": NotRun("pyspark is not installed") for size in sizes}
        return report("spark", begun, rows("spark", outcomes), measurements, [])
    builder = SparkSession.builder.master(MASTER).config("spark.ui.enabled", "false")
    session = builder.getOrCreate()
    engines = {OURS: vm.open_engine("local"), ON_SPARK: vm.open_engine(session=session)}
    for size in sizes:
        log = vm.read_log(logs.stored(size))
        results = {vm.analyse(log, engine=engine).to_json() for engine in engines.values()}
        if len(results) != 1:
            raise ValueError(f"{size}: Spark gives another result")
        both = [
            Measurement(
                what=f"analysis of {size}",
                program=program,
                events=read_manifest(logs.stored(size)).events,
                runs=timed(partial(vm.analyse, log, engine=engine), runs=runs),
            )
            for program, engine in engines.items()
        ]
        measurements += both
        outcomes[f"spark/{size}"] = both[1].seconds / both[0].seconds
    session.stop()
    return report("spark", begun, rows("spark", outcomes), measurements, [])
