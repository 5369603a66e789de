"""The commands that are tried, as processes, and what they leave when nothing disturbs them."""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import verwaltung_mining as vm

PROGRAM = (sys.executable, "-m", "verwaltung_mining_cli", "--lang", "en")
ROWS = {"old": 500, "new": 800}
"""Rows of the sample that the older and the newer export hold."""
COPIES = 7
"""Of the whole sample in the export that does not fit: 114,000 rows, beyond `FEWEST_ROWS`."""
LITTLE = "[import]\nmemory = 0.1\n"
KEY = "5eed" * 16
COMMANDS = {"import": 0.3, "import, spilling": 0.2, "import --append": 0.25, "analyze": 0.25}
"""What is tried, and its share of the trials."""
WRITTEN = ("import", "import, spilling", "import --append")
"""Those that write a log; the others write a result."""
SCRATCH = ".verwaltung-mining-"
"""So the folder begins to be called that holds what does not fit into memory."""
POLL_SECONDS = 0.0005
LONGEST_SECONDS = 600

Files = dict[str, bytes]
"""Path inside a folder → content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What all trials share."""

    root: Path
    whole: dict[str, dict[str, Files]]
    """Command → old or new → what a run leaves that nothing disturbed."""
    again: Files
    """The new log, appended to once more."""
    usual: dict[str, tuple[float, float]]
    """Command → seconds of such a run, and of its writing."""

    def call(
        self, command: str, place: Path, *, age: str = "new", replaces: bool = False
    ) -> tuple[str, ...]:
        """The command line that writes the old or the new content to `place`.

        An export is appended to the log that is replaced, else to the older one elsewhere.
        """
        export, key = self.root / f"{age}.csv", ("--key-file", str(self.key))
        to = ("-o", str(place), "--force")
        if command == "analyze":
            log = self.root / f"{age}.vmlog"
            return (*PROGRAM, "analyze", str(log), "--out", str(place), "--force")
        if command == "import --append":
            if age == "old":
                return (*PROGRAM, "import", str(export), *key, *to)
            base = ("--append", str(place)) if replaces else ("--append", str(self.base), *to)
            return (*PROGRAM, "import", str(export), *base, *key)
        if command == "import, spilling" and age == "new":
            settings = ("--settings", str(self.root / "little.toml"))
            return (*PROGRAM, "import", str(self.root / "large.csv"), *settings, *to)
        return (*PROGRAM, "import", str(export), *to)

    @property
    def key(self) -> Path:
        """The key file, which no run may change."""
        return self.root / "key.txt"

    @property
    def base(self) -> Path:
        """The older log with keyed hashes; appending to it with -o leaves it as it is."""
        return self.root / "import --append.old"

    def after(self, command: str, state: str, *, replaces: bool) -> Files:
        """What the same command leaves where it finds `state`."""
        twice = command == "import --append" and replaces and state == "new"
        return self.again if twice else self.whole[command]["new"]


def prepared(root: Path) -> Bench:
    """Exports, key, settings, their logs and results, and how long each command takes."""
    lines = Path(vm.sample_log("bauantrag")).read_bytes().splitlines(keepends=True)
    for age, rows in ROWS.items():
        (root / f"{age}.csv").write_bytes(b"".join(lines[: rows + 1]))
    copies = [f"{n}-".encode() + line for n in range(COPIES) for line in lines[1:]]
    (root / "large.csv").write_bytes(b"".join([lines[0], *copies]))
    (root / "little.toml").write_text(LITTLE, encoding="utf-8")
    (root / "key.txt").write_text(f"{KEY}\n", encoding="ascii")
    bench = Bench(root=root, whole={}, again={}, usual={})
    for age in ROWS:
        run_whole(bench.call("import", root / f"{age}.vmlog", age=age))
    for command in COMMANDS:
        bench.usual[command] = _whole_of(bench, command)
    again = root / "again"
    copy(bench.whole["import --append"]["new"], again)
    run_whole(bench.call("import --append", again, replaces=True))
    bench.again.update(files_below(again))
    return bench


def _whole_of(bench: Bench, command: str) -> tuple[float, float]:
    """Take in what the command leaves; the seconds of the new content."""
    bench.whole[command] = {}
    for age in ROWS:
        place = bench.root / f"{command}.{age}"
        seconds = _usual(bench.call(command, place, age=age), place)
        bench.whole[command][age] = files_below(place)
    return seconds


def run_whole(call: Sequence[str]) -> None:
    """Run to the end. Raises SystemExit with what was said where that fails."""
    process = started(call)
    _, said = process.communicate(timeout=LONGEST_SECONDS)
    if process.returncode:
        raise SystemExit(said)


def started(call: Sequence[str]) -> "subprocess.Popen[str]":
    """The process, whose words on stderr can be read."""
    return subprocess.Popen(
        call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
    )


def wait_for_writing(process: "subprocess.Popen[str]", place: Path) -> None:
    """Return when the process writes to its place, or beside it what does not fit into memory."""
    while process.poll() is None and not _writing(place):
        time.sleep(POLL_SECONDS)


def _writing(place: Path) -> bool:
    """Whether a run is writing right now: only then these names are there."""
    beside = (f".{place.name}.part", f".{place.name}.unfinished")
    names = [path.name for path in place.parent.iterdir()]
    return any(name in beside or name.startswith(SCRATCH) for name in names) or any(
        (place / name).is_dir() for name in (".unfinished", ".finished")
    )


def _usual(call: Sequence[str], place: Path) -> tuple[float, float]:
    """Seconds of a whole run, and from the first to the last moment of its writing."""
    begin = writes = written = time.perf_counter()
    process = started(call)
    wait_for_writing(process, place)
    writes = time.perf_counter()
    while process.poll() is None:
        written = time.perf_counter() if _writing(place) else written
        time.sleep(POLL_SECONDS)
    _, said = process.communicate(timeout=LONGEST_SECONDS)
    if process.returncode:
        raise SystemExit(said)
    return time.perf_counter() - begin, max(written - writes, 0.0)


def files_below(place: Path) -> Files:
    """All files of a folder; nothing where there is no folder."""
    files = (path for path in sorted(place.rglob("*")) if path.is_file())
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}


def copy(files: Files, place: Path) -> None:
    """Write them to a folder."""
    for name, content in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
