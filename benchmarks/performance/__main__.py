"""How fast the program is, beside its peers and by itself.

    python -m benchmarks.performance COMMAND [--size 1M] [--size 10M] [--runs 5] [--seed 1]

Each command writes JSON and Markdown into --out; generated logs are kept in --data. Run it in the
project's root, on Linux, with nothing else running: the load is told beside the figures.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
from benchmarks.performance import (
    analyze,
    derived,
    generate,
    ingest,
    kernels,
    questions,
    report,
    spark,
    startup,
)
from benchmarks.performance.logs import SIZES, Logs
from benchmarks.performance.timing import RUNS

ALL_SIZES = ("1M", "10M", "100M")
SMALLEST = ("1M",)
"""Where pm4py takes minutes for the whole."""
IN_MEMORY = ("1M", "10M")
"""Where peers must hold the whole log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a call asks for."""

    sizes: tuple[str, ...]
    """Empty: those of the command."""
    runs: int
    csv: bool
    logs: Logs
    out: Path


def _generate(asked: Asked) -> report.Report:
    suffixes = (".vmlog", ".csv") if asked.csv else (".vmlog",)
    return generate.measure(asked.logs, sizes=asked.sizes or ALL_SIZES, suffixes=suffixes)


def _kernels(asked: Asked) -> report.Report:
    return kernels.measure(asked.logs, sizes=asked.sizes or IN_MEMORY, runs=asked.runs)


def _analyze(asked: Asked) -> report.Report:
    return analyze.measure(asked.logs, sizes=asked.sizes or ALL_SIZES, runs=asked.runs)


def _questions(asked: Asked) -> report.Report:
    return questions.measure(asked.logs, sizes=asked.sizes or SMALLEST, runs=asked.runs)


def _ingest(asked: Asked) -> report.Report:
    return ingest.measure(asked.logs, sizes=asked.sizes or IN_MEMORY, runs=asked.runs)


def _spark(asked: Asked) -> report.Report:
    return spark.measure(asked.logs, sizes=asked.sizes or ALL_SIZES, runs=asked.runs)


def _analyzed(asked: Asked) -> report.Report:
    """What `analyze` wrote before, else what it measures now."""
    known = report.read("analyze", asked.out)
    if known is None:
        known = _analyze(asked)
        report.write(known, asked.out)
    return known


MEASURES: dict[str, Callable[[Asked], report.Report]] = {
    "generate": _generate,
    "kernels": _kernels,
    "analyze": _analyze,
    "questions": _questions,
    "ingest": _ingest,
    "memory": lambda asked: derived.memory(_analyzed(asked)),
    "growth": lambda asked: derived.growth(_analyzed(asked)),
    "spark": _spark,
    "startup": lambda asked: startup.measure(asked.logs, runs=asked.runs),
}


@click.command()
@click.argument("command", type=click.Choice([*MEASURES, "all"]))
@click.option("--size", "sizes", type=click.Choice(list(SIZES)), multiple=True)
@click.option("--runs", default=RUNS, show_default=True, help="After one that does not count.")
@click.option("--seed", default=1, show_default=True, help="Other seeds draw other cases.")
@click.option("--csv", is_flag=True, help="`generate` writes the exports too.")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("build/performance/data"),
    show_default=True,
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("build/performance"), show_default=True
)
def main(
    command: str, sizes: tuple[str, ...], runs: int, seed: int, csv: bool, data: Path, out: Path
) -> None:  # fmt: skip
    """Measure, write, print."""
    logs = Logs(folder=data, seed=seed)
    asked = Asked(sizes=sizes, runs=runs, csv=csv, logs=logs, out=out)
    for name in MEASURES if command == "all" else (command,):
        print(report.write(MEASURES[name](asked), out), flush=True)


if __name__ == "__main__":
    main()
