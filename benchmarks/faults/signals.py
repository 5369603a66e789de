"""Runs that are ended at random moments by real signals.

In half of the trials the moment lies between the start and a little after the usual end, in the
other half in the time in which the run writes, also what does not fit into memory.
"""

import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from benchmarks.faults.found import STATES, faults_after, found, meddled, rest
from benchmarks.faults.runs import (
    COMMANDS,
    LONGEST_SECONDS,
    Bench,
    copy,
    started,
    wait_for_writing,
)

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
INTERRUPTED = 130


class Draw(msgspec.Struct, frozen=True, kw_only=True):
    """What is tried, and when it is ended."""

    command: str
    replaces: bool
    """An old log or result stands there already."""
    signal: str
    writing: bool
    """The moment lies in the time of writing, not in that of the whole run."""
    share: float
    """Of the usual time."""


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """One run, how it was ended, and what was found."""

    number: int
    draw: Draw
    moment: float
    """Seconds from the start of the process to the signal."""
    exit: int
    state: str
    """One of STATES, else what is wrong."""
    rest: tuple[str, ...]
    """Names that only an unfinished run has, still there afterwards."""
    said: str
    """Last line on stderr."""
    faults: tuple[str, ...]
    """Everything that must not be; empty where all is well."""


def drawn(seed: int, number: int) -> Draw:
    """The same for the same seed and number, whatever else is tried."""
    draws = np.random.default_rng([seed, number])
    command = str(draws.choice(list(COMMANDS), p=list(COMMANDS.values())))
    return Draw(
        command=command,
        signal=SIGNALS[int(draws.integers(len(SIGNALS)))].name,
        replaces=bool(draws.integers(2)),
        writing=bool(draws.integers(2)),
        share=float(draws.uniform(0.0, 1.1)),
    )


def faults(trial: Trial) -> Iterator[str]:
    """What a trial shows that must not be; the run after it is judged elsewhere."""
    sent = trial.draw.signal
    if trial.state not in STATES:
        yield trial.state
    if trial.state == "absent" and trial.draw.replaces:
        yield "the old one is lost"
    killed = sent == "SIGKILL"
    if not killed and (trial.state == "moving" or trial.rest):
        yield "not tidied up"
    early = -getattr(signal, sent)
    if trial.exit not in {0, early} and (killed or trial.exit != INTERRUPTED):
        yield f"exit code {trial.exit}"
    if trial.exit == INTERRUPTED and not trial.said.startswith("Interrupted"):
        yield "not said that it was interrupted"
    if trial.exit == 0 and trial.state != "new":
        yield "done, but not there"


def tried(bench: Bench, number: int, draw: Draw) -> Trial:
    """One run that is ended, and one that is not."""
    command = draw.command
    with tempfile.TemporaryDirectory(dir=bench.root) as folder:
        place = Path(folder) / "place"
        if draw.replaces:
            copy(bench.whole[command]["old"], place)
        moment, code, said = _ended(bench, draw, place)
        ended = Trial(
            number=number, draw=draw, moment=round(moment, 4), exit=code,
            state=found(command, place, bench.whole[command]), rest=rest(place), said=said,
            faults=(),
        )  # fmt: skip
        changed = meddled(bench, command)
        after = faults_after(bench, command, place, ended.state, replaces=draw.replaces)
        bad = (*faults(ended), *changed, *after)
    return msgspec.structs.replace(ended, faults=bad)


def _ended(bench: Bench, draw: Draw, place: Path) -> tuple[float, int, str]:
    """Run and send the signal: moment, exit code, last line said."""
    whole, writes = bench.usual[draw.command]
    begin = time.perf_counter()
    process = started(bench.call(draw.command, place, replaces=draw.replaces))
    if draw.writing:
        wait_for_writing(process, place)
    try:
        process.wait(draw.share * (writes if draw.writing else whole))
    except subprocess.TimeoutExpired:
        process.send_signal(getattr(signal, draw.signal))
    moment = time.perf_counter() - begin
    _, said = process.communicate(timeout=LONGEST_SECONDS)
    last = said.strip().splitlines()[-1:] if "Traceback" not in said else ["Traceback"]
    return moment, process.returncode, "".join(last)
