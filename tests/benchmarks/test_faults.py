"""The fault trials notice what must not be: a judge that calls everything whole proves nothing."""

from pathlib import Path

import msgspec
import pytest
from benchmarks.faults import bounds, signals
from benchmarks.faults.bounds import Bounded
from benchmarks.faults.found import found, rest
from benchmarks.faults.runs import COMMANDS
from benchmarks.faults.signals import Draw, Trial, drawn
from benchmarks.faults.table import bounded_table, signal_table

import verwaltung_mining as vm

WHOLE = {"old": {"a": b"1", "b": b"1"}, "new": {"a": b"2", "b": b"2", "c": b"2"}}

DRAW = Draw(command="import", replaces=True, signal="SIGTERM", writing=False, share=0.5)
WELL = Trial(
    number=1, draw=DRAW, moment=1.0, exit=130, state="old", rest=(), said="Interrupted: reading",
    faults=(),
)  # fmt: skip
KILLED = msgspec.structs.replace(DRAW, signal="SIGKILL")
REFUSED = Bounded(
    command="import", replaces=True, limit=8, exit=1, seconds=1.0, state="old", rest=(),
    said="Error: cannot write to log: the disk is full.\nMake room or choose another folder.",
    faults=(),
)  # fmt: skip


def result(place: Path, files: dict[str, bytes]) -> str:
    for name, content in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    return found("analyze", place, WHOLE)


def test_old_and_new_result_are_told_apart(tmp_path: Path) -> None:
    assert found("analyze", tmp_path / "none", WHOLE) == "absent"
    assert result(tmp_path / "one", WHOLE["old"]) == "old"
    assert result(tmp_path / "two", WHOLE["new"]) == "new"


def test_half_a_file_and_half_a_result_are_noticed(tmp_path: Path) -> None:
    assert result(tmp_path / "cut", WHOLE["old"] | {"b": b""}) == "half-written: b"
    assert result(tmp_path / "few", {"a": b"2", "b": b"2"}) == "old and new mixed"
    assert result(tmp_path / "mix", {"a": b"2", "b": b"1"}) == "old and new mixed"
    assert result(tmp_path / "way", {"a": b"2", "b": b"1", ".finished/b": b"2"}) == "moving"


def test_log_is_judged_as_a_reader_finds_it(tmp_path: Path) -> None:
    place = tmp_path / "log"
    vm.read_log(vm.sample_log("gewerbeanmeldung")).save(place)
    files = {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }
    assert found("import", place, {"old": {}, "new": files}) == "new"
    place.rename(tmp_path / ".log.old")
    assert found("import", place, {"old": files, "new": {}}) == "old"
    assert rest(place) == (".log.old",)
    (tmp_path / ".log.old").rename(place)
    (place / "cases.parquet").write_bytes(b"")
    assert found("import", place, {"old": files}).startswith("unreadable")
    (place / "cases.parquet").unlink()
    assert found("import", tmp_path / "gone", {"old": files}) == "absent"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"state": "half-written: a"}, "half-written: a"),
        ({"state": "absent"}, "the old one is lost"),
        ({"rest": (".log.part",)}, "not tidied up"),
        ({"state": "moving"}, "not tidied up"),
        ({"exit": 1}, "exit code 1"),
        ({"exit": -9}, "exit code -9"),
        ({"draw": KILLED}, "exit code 130"),
        ({"said": "Traceback"}, "not said that it was interrupted"),
        ({"exit": 0}, "done, but not there"),
    ],
)
def test_what_must_not_be_is_a_fault(change: dict[str, object], fault: str) -> None:
    assert list(signals.faults(WELL)) == []
    assert list(signals.faults(msgspec.structs.replace(WELL, **change))) == [fault]


def test_killed_run_may_leave_the_old_log_and_its_unfinished_files() -> None:
    killed = msgspec.structs.replace(
        WELL, draw=KILLED, exit=-9, rest=(".log.part",), said=""
    )  # fmt: skip
    assert list(signals.faults(killed)) == []


def test_table_counts_each_trial_once() -> None:
    trials = [WELL, msgspec.structs.replace(WELL, state="new", exit=0, faults=("x",))]
    row = signal_table(trials).splitlines()[2]
    assert row == "| SIGTERM | `import` | an old one | 2 | 1 | 0 | 1 | 1 | 0 | 0 | 1 |"


def test_a_trial_is_the_same_for_the_same_seed_and_number() -> None:
    assert drawn(4, 7) == drawn(4, 7)
    assert len({drawn(4, number).share for number in range(50)}) == 50
    assert {drawn(4, number).command for number in range(50)} == set(COMMANDS)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"state": "unreadable: part-0"}, "unreadable: part-0"),
        ({"state": "absent"}, "the old one is lost"),
        ({"exit": None}, "did not end"),
        ({"exit": 0}, "done, but not there"),
        ({"exit": 2}, "exit code 2"),
        ({"rest": (".log.part",)}, "not tidied up"),
        ({"said": "Error: unexpected: OSError."}, "no remedy: Error: unexpected: OSError."),
    ],
)
def test_what_must_not_be_within_a_limit_is_a_fault(change: dict[str, object], fault: str) -> None:
    assert list(bounds.faults(REFUSED)) == []
    assert list(bounds.faults(msgspec.structs.replace(REFUSED, **change))) == [fault]


def test_run_that_a_library_ends_may_leave_its_unfinished_files() -> None:
    aborted = msgspec.structs.replace(
        REFUSED, exit=-6, said="memory allocation of 8 bytes failed", rest=(".log.part",)
    )
    assert list(bounds.faults(aborted)) == []


def test_table_tells_who_ended_the_runs() -> None:
    runs = [REFUSED, msgspec.structs.replace(REFUSED, limit=12, faults=("x",))]
    row = bounded_table(runs, "disk (KB)").splitlines()[2]
    told = "| `import` | an old one | this package | disk full, and the remedy | 1 |"
    assert row == f"{told} 8-12 | 2 | 0 | 2 | 0 | 0 | 0 | 1 |"
