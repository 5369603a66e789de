"""What a disturbed run leaves, as a reader and the next run find it."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.faults.runs import (
    KEY,
    LONGEST_SECONDS,
    WRITTEN,
    Bench,
    Files,
    files_below,
    started,
)

import verwaltung_mining as vm

STATES = ("absent", "old", "new", "moving")
"""What may be found: nothing (only where nothing was), the old or the new whole, or the new
complete in `.finished` and on its way (only after SIGKILL, which leaves nobody to finish)."""


def found(command: str, place: Path, whole: dict[str, Files]) -> str:
    """One of STATES, else what is wrong with the folder."""
    if command in WRITTEN:
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


def _log_found(place: Path, whole: dict[str, Files]) -> str:
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


def meddled(bench: Bench, command: str) -> Iterator[str]:
    """What a run changed that it only reads: the key file, and the log that it appends to."""
    if bench.key.read_text(encoding="ascii") != f"{KEY}\n":
        yield "the key file has changed"
    if command == "import --append" and files_below(bench.base) != bench.whole[command]["old"]:
        yield "the log that was appended to has changed"


def faults_after(
    bench: Bench, command: str, place: Path, state: str, *, replaces: bool
) -> Iterator[str]:
    """What a plain run of the same command, which finds `state`, shows that must not be."""
    process = started(bench.call(command, place, replaces=replaces))
    _, said = process.communicate(timeout=LONGEST_SECONDS)
    if process.returncode:
        yield f"next run: {said.strip()}"
    if files_below(place) != bench.after(command, state, replaces=replaces):
        yield "next run: not the new content"
    if rest(place):
        yield f"next run: left {', '.join(rest(place))}"
    yield from meddled(bench, command)
