"""Five kernels beside pm4py, DuckDB and r4pm in one process; equal answers before any timing."""

from collections import defaultdict
from collections.abc import Sequence
from importlib import import_module

import polars as pl
from benchmarks.performance import ours
from benchmarks.performance.answers import KERNELS, Contender, check_equal
from benchmarks.performance.logs import Logs
from benchmarks.performance.machine import load
from benchmarks.performance.measures import measured_alone
from benchmarks.performance.report import OURS, Report, report
from benchmarks.performance.targets import NotRun, not_asked, rows
from benchmarks.performance.timing import Measurement, timed

from verwaltung_mining.eventlog.store import read_stored

PEERS = {"pm4py": "beside_pm4py", "DuckDB": "beside_duckdb", "r4pm": "beside_r4pm"}
"""Program → the module that asks it; only the first comes with the package."""


def measure(logs: Logs, *, sizes: Sequence[str], runs: int) -> Report:
    """All kernels at all sizes; at the smallest also every other measure alone."""
    begun = load()
    outcomes = not_asked("kernels")
    measurements: list[Measurement] = []
    notes = ["DuckDB counts with its fastest form."]
    for size in sizes:
        events = read_stored(logs.stored(size)).events.collect()
        peers, missing = _peers(events)
        timings = beside(events, peers, runs=runs)
        measurements += timings
        notes += [f"{size}: {program} not run: {why}." for program, why in missing.items()]
        outcomes |= _ratios(timings, missing, size)
    smallest = read_stored(logs.stored(sizes[0])).events.collect()
    measurements += measured_alone(smallest, runs=runs)
    return report("kernels", begun, rows("kernels", outcomes), measurements, notes)


def _peers(events: pl.DataFrame) -> tuple[list[Contender], dict[str, str]]:
    """What the peers that are installed offer, and why others are not there."""
    found, missing = [], {}
    for program, module in PEERS.items():
        try:
            peer = import_module(f"benchmarks.performance.{module}")
        except ModuleNotFoundError as error:
            missing[program] = f"{error.name} is not installed (extra `bench`)"
            continue
        found += peer.contenders(events)
    return found, missing


def beside(events: pl.DataFrame, peers: Sequence[Contender], *, runs: int) -> list[Measurement]:
    """Check that all agree with ours, then time all."""
    timings = []
    for mine in ours.contenders(events):
        others = [peer for peer in peers if peer.kernel == mine.kernel]
        expected = mine.answer(mine.run())
        for peer in others:
            check_equal(expected, peer.answer(peer.run()), what=f"{mine.kernel}, {peer.name}")
        timings += [
            Measurement(
                what=contender.kernel,
                program=contender.name,
                events=events.height,
                runs=timed(contender.run, runs=runs),
            )
            for contender in (mine, *others)
        ]
    return timings


def _ratios(
    timings: Sequence[Measurement], missing: dict[str, str], size: str
) -> dict[str, float | NotRun]:
    """Id of a target → how many times faster ours is than the peer's fastest form."""
    seconds: dict[tuple[str, str], list[float]] = defaultdict(list)
    for timing in timings:
        seconds[timing.what, timing.program.split(",")[0]].append(timing.seconds)
    absent = {
        f"{kernel}/{program}/{size}": NotRun(why)
        for kernel in KERNELS
        for program, why in missing.items()
    }
    return absent | {
        f"{kernel}/{program}/{size}": min(times) / min(seconds[kernel, OURS])
        for (kernel, program), times in seconds.items()
    }
