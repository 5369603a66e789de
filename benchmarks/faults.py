"""Runs that are ended at random moments by real signals, and what they leave behind.

    python -m benchmarks.faults --trials 300 --seed 1 [--out FOLDER]

Each trial starts `import … --force` or `analyze … --out … --force` as a process of its own, in an
empty folder or over an older log or result, and sends SIGKILL, SIGTERM or SIGINT at a moment drawn
at random: in half of the trials between the start and a little after the usual end, in the other
half while the result is being written. Then it looks at the folder and runs the same command to
its end. FOLDER (default: here) gets faults.md and faults.json, which holds every trial.
"""

import argparse
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import msgspec
import numpy as np

import verwaltung_mining as vm

PROGRAM = (sys.executable, "-m", "verwaltung_mining_cli", "--lang", "en")
ROWS = {"old": 500, "new": 800}
"""Rows of the sample that the older and the newer export hold."""
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
COMMANDS = ("import", "analyze")
SHARES = (2 / 3, 1 / 3)
"""Of the trials; an analysis takes three times as long."""
STATES = ("absent", "old", "new", "moving")
"""What may be found: nothing (only where nothing was), the old or the new whole, or the new
complete in `.finished` and on its way (only after SIGKILL, which leaves nobody to finish)."""
INTERRUPTED = 130
POLL_SECONDS = 0.0002
LONGEST_SECONDS = 600


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """One run, how it was ended, and what was found."""

    number: int
    command: str
    replaces: bool
    signal: str
    aim: str
    """any moment, or while writing."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What all trials share."""

    root: Path
    whole: dict[str, dict[str, dict[str, bytes]]]
    """Command → old or new → files of a run that nobody ended."""
    usual: dict[str, tuple[float, float]]
    """Command → seconds of such a run, and of its writing."""

    def call(self, command: str, age: str, place: Path) -> tuple[str, ...]:
        """The command line that writes the old or the new content to `place`."""
        if command == "import":
            return (*PROGRAM, "import", str(self.root / f"{age}.csv"), "-o", str(place), "--force")
        log = str(self.root / f"{age}.vmlog")
        return (*PROGRAM, "analyze", log, "--out", str(place), "--force")


def files_below(place: Path) -> dict[str, bytes]:
    """Path inside the folder → content; nothing where there is no folder."""
    files = (path for path in sorted(place.rglob("*")) if path.is_file())
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}


def found(command: str, place: Path, whole: dict[str, dict[str, bytes]]) -> str:
    """One of STATES, else what is wrong with the folder."""
    if command == "import":
        return _log_found(place, whole)
    left = {k: v for k, v in files_below(place).items() if not k.startswith(".")}
    if not left:
        return "absent"
    strange = [name for name in left if left[name] not in [whole[a].get(name) for a in whole]]
    if strange:
        return f"half-written: {', '.join(strange)}"
    ages = [age for age in whole if left == whole[age]]
    moving = (place / ".finished").is_dir()
    return ages[0] if ages else "moving" if moving else "old and new mixed"


def _log_found(place: Path, whole: dict[str, dict[str, bytes]]) -> str:
    """As a reader finds it, with all checksums."""
    standing = place if place.exists() else place.with_name(f".{place.name}.old")
    if not standing.exists():
        return "absent"
    try:
        log = vm.read_log(place)
    except vm.VerwaltungMiningError as error:
        return f"unreadable: {error}"
    left = files_below(standing)
    return next((a for a in whole if left == whole[a]), f"neither old nor new: {log.events} events")


def rest(place: Path) -> tuple[str, ...]:
    """Names of an unfinished run beside the place and in it."""
    names = [path.name for path in place.parent.iterdir() if path.name != place.name]
    inside = [path.name for path in place.glob(".*")]
    return tuple(sorted([*names, *inside]))


def faults(trial: Trial) -> Iterator[str]:
    """What a trial shows that must not be; the run after it is judged elsewhere."""
    if trial.state not in STATES:
        yield trial.state
    if trial.state == "absent" and trial.replaces:
        yield "the old one is lost"
    killed = trial.signal == "SIGKILL"
    if not killed and (trial.state == "moving" or trial.rest):
        yield "not tidied up"
    early = -getattr(signal, trial.signal)
    if trial.exit not in {0, early} and (killed or trial.exit != INTERRUPTED):
        yield f"exit code {trial.exit}"
    if trial.exit == INTERRUPTED and not trial.said.startswith("Interrupted"):
        yield "not said that it was interrupted"
    if trial.exit == 0 and trial.state != "new":
        yield "done, but not there"


def _writing(place: Path) -> bool:
    """Whether a run is writing right now: only then these names are there."""
    beside = (f".{place.name}.part", f".{place.name}.unfinished")
    return any((place.parent / name).is_dir() for name in beside) or any(
        (place / name).is_dir() for name in (".unfinished", ".finished")
    )


def _started(call: Sequence[str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
    )


def _wait_for_writing(process: "subprocess.Popen[str]", place: Path) -> None:
    while process.poll() is None and not _writing(place):
        time.sleep(POLL_SECONDS)


def _usual(call: Sequence[str], place: Path) -> tuple[float, float]:
    """Seconds of a whole run and of its writing."""
    begin = time.perf_counter()
    process = _started(call)
    _wait_for_writing(process, place)
    writes = time.perf_counter()
    while process.poll() is None and _writing(place):
        time.sleep(POLL_SECONDS)
    written = time.perf_counter()
    _, said = process.communicate(timeout=LONGEST_SECONDS)
    if process.returncode:
        raise SystemExit(said)
    return time.perf_counter() - begin, written - writes


def prepared(root: Path) -> Bench:
    """Two exports, their logs and results, and how long each command takes."""
    lines = Path(vm.sample_log("bauantrag")).read_bytes().splitlines(keepends=True)
    bench = Bench(root=root, whole={c: {} for c in COMMANDS}, usual={})
    for age, rows in ROWS.items():
        (root / f"{age}.csv").write_bytes(b"".join(lines[: rows + 1]))
        for command, ending in zip(COMMANDS, ("vmlog", "result"), strict=True):
            place = root / f"{age}.{ending}"
            bench.usual[command] = _usual(bench.call(command, age, place), place)
            bench.whole[command][age] = files_below(place)
    return bench


def _ended(
    bench: Bench, command: str, place: Path, number: int, *, writing: bool, share: float
) -> tuple[float, int, str]:
    """Run, send the signal at a share of the usual time: moment, exit code, last line said."""
    whole, writes = bench.usual[command]
    begin = time.perf_counter()
    process = _started(bench.call(command, "new", place))
    if writing:
        _wait_for_writing(process, place)
    try:
        process.wait(share * (writes if writing else whole))
    except subprocess.TimeoutExpired:
        process.send_signal(number)
    moment = time.perf_counter() - begin
    _, said = process.communicate(timeout=LONGEST_SECONDS)
    last = said.strip().splitlines()[-1:] if "Traceback" not in said else ["Traceback"]
    return moment, process.returncode, "".join(last)


def trial(bench: Bench, number: int, draws: np.random.Generator) -> Trial:
    """One run that is ended, and one that is not."""
    command = str(draws.choice(COMMANDS, p=SHARES))
    sent = SIGNALS[int(draws.integers(len(SIGNALS)))]
    replaces, writing = bool(draws.integers(2)), bool(draws.integers(2))
    share = float(draws.uniform(0.0, 1.1))
    whole = bench.whole[command]
    with tempfile.TemporaryDirectory(dir=bench.root) as folder:
        place = Path(folder) / "place"
        if replaces:
            _copy(whole["old"], place)
        moment, code, said = _ended(bench, command, place, sent, writing=writing, share=share)
        ended = Trial(
            number=number, command=command, replaces=replaces, signal=sent.name,
            aim="while writing" if writing else "any moment", moment=round(moment, 4), exit=code,
            state=found(command, place, whole), rest=rest(place), said=said, faults=(),
        )  # fmt: skip
        after = _run_after(bench, command, place)
    return msgspec.structs.replace(ended, faults=(*faults(ended), *after))


def _copy(files: dict[str, bytes], place: Path) -> None:
    for name, content in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)


def _run_after(bench: Bench, command: str, place: Path) -> Iterator[str]:
    """What a plain run after the ended one shows that must not be."""
    process = _started(bench.call(command, "new", place))
    _, said = process.communicate(timeout=LONGEST_SECONDS)
    if process.returncode:
        yield f"next run: {said.strip()}"
    if files_below(place) != bench.whole[command]["new"]:
        yield "next run: not the new content"
    if rest(place):
        yield f"next run: left {', '.join(rest(place))}"


def table(trials: Sequence[Trial]) -> str:
    """Markdown: one row per signal, command and whether something was replaced."""
    heads = (
        "signal", "command", "before", "trials", "done first", "nothing", "old whole", "new whole",
        "moving", "rest left", "faults",
    )  # fmt: skip
    lines = [f"| {' | '.join(heads)} |", "|---|---|---|" + "---:|" * (len(heads) - 3)]
    keys = sorted({(t.signal, t.command, t.replaces) for t in trials})
    for key in keys:
        rows = [t for t in trials if (t.signal, t.command, t.replaces) == key]
        states = Counter(t.state for t in rows)
        done, left = sum(t.exit == 0 for t in rows), sum(bool(t.rest) for t in rows)
        bad = sum(bool(t.faults) for t in rows)
        counts = (len(rows), done, *(states[s] for s in STATES), left, bad)
        before = "an old one" if key[2] else "nothing"
        cells = (key[0], f"`{key[1]}`", before, *map(str, counts))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def report(trials: Sequence[Trial], seed: int) -> str:
    """Machine, versions, table, and every fault."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    writing = sum(t.aim == "while writing" for t in trials)
    head = (
        f"{len(trials)} trials, seed {seed}, {writing} of them aimed at the writing; "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load}; "
        f"Python {platform.python_version()}, Polars {version('polars')}.\n\n"
    )
    bad = [f"- trial {t.number}: {'; '.join(t.faults)}" for t in trials if t.faults]
    return head + table(trials) + ("\n" + "\n".join(bad) + "\n" if bad else "")


def main(trials: int, seed: int, out: Path) -> int:
    """Run all trials, or those that are done until Ctrl-C; 1 where one shows a fault."""
    for number in SIGNALS[1:]:
        signal.signal(number, signal.default_int_handler)  # not ignored by the runs
    draws = np.random.default_rng(seed)
    done: list[Trial] = []
    with tempfile.TemporaryDirectory() as name, suppress(KeyboardInterrupt):
        bench = prepared(Path(name))
        for number in range(1, trials + 1):
            done.append(trial(bench, number, draws))
            bad = "; ".join(done[-1].faults)
            print(f"{number} of {trials}: {done[-1].signal} {done[-1].state} {bad}", flush=True)
    out.mkdir(parents=True, exist_ok=True)
    (out / "faults.json").write_bytes(msgspec.json.format(msgspec.json.encode(done)) + b"\n")
    (out / "faults.md").write_text(report(done, seed), encoding="utf-8")
    print(report(done, seed))
    return int(any(t.faults for t in done))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--trials", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path())
    given = parser.parse_args()
    sys.exit(main(given.trials, given.seed, given.out))
