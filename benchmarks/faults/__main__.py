"""Whole runs under faults, and what they leave behind.

    python -m benchmarks.faults signals [--trials 300] [--seed 1] [--first 1]
    python -m benchmarks.faults signals --again "import SIGTERM old writing 0.87" --trials 50
    python -m benchmarks.faults full-disk [--steps 12]
    python -m benchmarks.faults little-memory [--seed 1]

Each trial is a process of its own, in an empty folder or over an older log or result, that is
disturbed. Then the folder is looked at, and the same command is run to its end. --out FOLDER
(default: here) gets KIND.md and KIND.json, which holds every trial. Ctrl-C ends the series; what is
done by then is told.
"""

import argparse
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec
from benchmarks.faults.bounds import Bounded
from benchmarks.faults.full_disk import full_disks
from benchmarks.faults.little_memory import little_memory
from benchmarks.faults.runs import Bench, prepared
from benchmarks.faults.signals import SIGNALS, Draw, Trial, drawn, tried
from benchmarks.faults.table import bounded_table, machine, signal_table

T = TypeVar("T", Trial, Bounded)


def _signals(bench: Bench, given: argparse.Namespace) -> Iterator[Trial]:
    for number in range(given.first, given.first + given.trials):
        yield tried(bench, number, given.again or drawn(given.seed, number))


def _draw(said: str) -> Draw:
    """`COMMAND SIGNAL old|none writing|any SHARE`, as --again says it."""
    command, sent, before, aim, share = said.rsplit(maxsplit=4)
    return Draw(
        command=command, signal=sent, replaces=before == "old", writing=aim == "writing",
        share=float(share),
    )  # fmt: skip


def _kept(trials: Iterator[T], given: argparse.Namespace, table: Callable[[list[T]], str]) -> int:
    """Take all, or those that are done until Ctrl-C; 1 where one shows a fault."""
    done: list[T] = []
    with suppress(KeyboardInterrupt):
        for trial in trials:
            done.append(trial)
            print(len(done), trial.state, trial.exit, _line(trial), flush=True)
    bad = [f"- {n}: {_line(t)}" for n, t in enumerate(done, given.first) if t.faults]
    head = f"{len(done)} trials, seed {given.seed}; {machine()}\n\n"
    text = head + table(done) + ("\n" + "\n".join(bad) + "\n" if bad else "")
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / f"{given.kind}.json").write_bytes(msgspec.json.format(msgspec.json.encode(done)))
    (given.out / f"{given.kind}.md").write_text(text, encoding="utf-8")
    print(text)
    return int(bool(bad))


def _line(trial: Trial | Bounded) -> str:
    return " ".join("; ".join(trial.faults).split())


def main(given: argparse.Namespace) -> int:
    """Run one kind of trials; 1 where one shows a fault."""
    for number in SIGNALS[1:]:
        signal.signal(number, signal.default_int_handler)  # not ignored by the runs
    with tempfile.TemporaryDirectory() as name:
        bench = prepared(Path(name))
        if given.kind == "signals":
            return _kept(_signals(bench, given), given, signal_table)
        if given.kind == "full-disk":
            runs = full_disks(bench, given.steps)
            return _kept(runs, given, lambda done: bounded_table(done, "disk (KB)"))
        runs = little_memory(bench, given.seed)
        return _kept(runs, given, lambda done: bounded_table(done, "limit (MB)"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kind", choices=("signals", "full-disk", "little-memory"))
    parser.add_argument("--trials", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=1, help="number of the first trial")
    parser.add_argument("--again", type=_draw, help="this trial instead of drawn ones")
    parser.add_argument("--steps", type=int, default=12, help="sizes of disk for each command")
    parser.add_argument("--out", type=Path, default=Path())
    sys.exit(main(parser.parse_args()))
