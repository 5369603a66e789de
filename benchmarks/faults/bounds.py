"""Runs that are not given what they need: what they leave, say and end with."""

import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from benchmarks.faults.found import found, meddled, rest
from benchmarks.faults.runs import Bench, started

OURS, DONE, NOBODY = "this package", "nobody: it finished", "nobody: it did not end"
VOICES = (
    ("the disk is full", OURS, "disk full, and the remedy"),
    ("address space", OURS, "too little address space, and the remedy"),
    ("there is not enough memory", OURS, "memory is missing, and the remedy"),
    ("Error: ", OURS, "an error without this remedy"),
    ("OpenBLAS", "OpenBLAS", "`Memory allocation still failed`"),
    ("memory allocation of", "Polars", "`memory allocation of … bytes failed`"),
    ("jemalloc", "Polars", "`background thread creation failed`"),
    ("panicked", "Polars", "a panic"),
    ("Traceback", "Python", "a traceback"),
)
"""What is found on stderr, the first that fits: who speaks, and what is said."""
REMEDIES = ("make room", "raise")
"""One of them is in what this package says."""
OWN_END = {0, 1}
"""Exit codes of a run that ended by itself, in a way that is documented."""


class Bounded(msgspec.Struct, frozen=True, kw_only=True):
    """One run within a limit, and what was found."""

    command: str
    replaces: bool
    limit: int
    exit: int | None
    """None: it did not end by itself and was killed."""
    seconds: float
    state: str
    rest: tuple[str, ...]
    said: str
    """The last lines on stderr."""
    faults: tuple[str, ...]

    @property
    def voice(self) -> tuple[str, str]:
        """Who ended the run, and what was said."""
        if self.exit in {0, None}:
            return (NOBODY, "nothing") if self.exit is None else (DONE, "")
        heard = ((who, what) for words, who, what in VOICES if words in self.said)
        return next(heard, ("the operating system", "nothing"))


def bounded(
    bench: Bench, command: str, place: Path, *, replaces: bool, limit: int, patience: float,
    through: Sequence[str] = (),
) -> Bounded:  # fmt: skip
    """Run the command; `limit` is told, `through` a program that sets it."""
    begin = time.perf_counter()
    process = started((*through, *bench.call(command, place, replaces=replaces)))
    code: int | None
    try:
        _, said = process.communicate(timeout=patience)
        code = process.returncode
    except subprocess.TimeoutExpired:
        process.kill()
        _, said = process.communicate()
        code = None
    run = Bounded(
        command=command, replaces=replaces, limit=limit, exit=code,
        seconds=round(time.perf_counter() - begin, 2),
        state=found(command, place, bench.whole[command]), rest=rest(place),
        said="\n".join(said.strip().splitlines()[-4:]), faults=(),
    )  # fmt: skip
    return msgspec.structs.replace(run, faults=(*faults(run), *meddled(bench, command)))


def faults(run: Bounded) -> Iterator[str]:
    """What must not be, whoever ended the run."""
    if run.state not in {"absent", "old", "new"}:
        yield run.state
    if run.state == "absent" and run.replaces:
        yield "the old one is lost"
    if run.exit == 0 and run.state != "new":
        yield "done, but not there"
    if run.exit is None:
        yield "did not end"
    if run.voice[0] == OURS:
        yield from _faults_of_ours(run)


def _faults_of_ours(run: Bounded) -> Iterator[str]:
    """What must not be where this package could speak and tidy up."""
    if run.exit not in OWN_END:
        yield f"exit code {run.exit}"
    if not any(words in run.said.lower() for words in REMEDIES):
        yield f"no remedy: {run.said}"
    if run.rest:
        yield "not tidied up"
