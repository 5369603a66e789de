"""Growth and memory, from what `analyze` measured."""

from itertools import pairwise

import msgspec
from benchmarks.performance.analyze import task
from benchmarks.performance.logs import SIZES
from benchmarks.performance.machine import GB
from benchmarks.performance.report import Report
from benchmarks.performance.targets import Command, NotRun, rows
from benchmarks.performance.timing import Measurement

TENFOLD = ("1M", "10M", "100M")


def growth(analyzed: Report) -> Report:
    """Time at each size over that at a tenth of it."""
    measured = _by_size(analyzed)
    outcomes: dict[str, float | NotRun] = {
        f"growth/{large}": _ratio(measured, large, small, "seconds")
        for small, large in pairwise(TENFOLD)
    }
    return _derived("growth", analyzed, outcomes, measured)


def memory(analyzed: Report) -> Report:
    """Peak resident set at 100M, alone and over that at 10M."""
    measured = _by_size(analyzed)
    at_100m = _missing(measured, "100M") or (measured["100M"].peak_bytes or 0) / GB
    outcomes = {
        "memory/100M": at_100m,
        "memory/ratio": _ratio(measured, "100M", "10M", "peak_bytes"),
    }
    return _derived("memory", analyzed, outcomes, measured)


def _by_size(analyzed: Report) -> dict[str, Measurement]:
    named = {task(size): size for size in SIZES}
    return {named[m.what]: m for m in analyzed.measurements if m.what in named}


def _missing(measured: dict[str, Measurement], *sizes: str) -> NotRun | None:
    absent = [size for size in sizes if size not in measured]
    return NotRun(f"`analyze` was not run at {' and '.join(absent)}") if absent else None


def _ratio(measured: dict[str, Measurement], large: str, small: str, figure: str) -> float | NotRun:
    missing = _missing(measured, large, small)
    return missing or getattr(measured[large], figure) / getattr(measured[small], figure)


def _derived(
    command: Command,
    analyzed: Report,
    outcomes: dict[str, float | NotRun],
    measured: dict[str, Measurement],
) -> Report:
    return msgspec.structs.replace(
        analyzed,
        command=command,
        rows=rows(command, outcomes),
        measurements=list(measured.values()),
        notes=["Derived from what `analyze` measured."],
    )
