"""How much of the memory an import may take changes nothing that it gives."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.eventlog.raw_logs import assert_same_log
from tests.importers.small_export import HEADER, write
from tests.importers.test_blocks import COLUMNS, ROW, WHOLE, build_log, cut
from tests.importers.test_xes_blocks import EVENT
from tests.importers.test_xes_blocks import WHOLE as WHOLE_TRACE
from tests.importers.xes_text import log as xes_log
from tests.importers.xes_text import trace
from tests.importers.xes_text import write as write_xes

import verwaltung_mining as vm
from verwaltung_mining.eventlog.canonical import with_references
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.eventlog.store import write_log
from verwaltung_mining.importers import ReadOptions
from verwaltung_mining.importers.delimited import read_table
from verwaltung_mining.importers.text.table import Table
from verwaltung_mining.importers.xes import read_xes
from verwaltung_mining.importers.xes_parts import events as xes_events


def logs(table: Table, options: ReadOptions, room: Room) -> tuple[EventLog, EventLog]:
    """The log made with all rows in memory, and with room for a few; references are the same."""
    return made(build_log(table, options), build_log(table, replace(options, room=room)))


def made(whole: RawLog, spilled: RawLog) -> tuple[EventLog, EventLog]:
    one, references = with_references(whole)
    two, others = with_references(spilled)
    assert references.equals(others)
    return one, two


def logs_of_xes(file: Path, room: Room) -> tuple[EventLog, EventLog]:
    """The same of an XES log."""
    whole = read_xes(file, ReadOptions())
    return made(whole, read_xes(file, ReadOptions(room=room)))


def test_sample_logs_are_the_same_with_any_room(tmp_path: Path, sample: str) -> None:
    table = cut(read_table(Path(vm.sample_log(sample)), ReadOptions()), 501)
    whole, spilled = logs(table, ReadOptions(), Room(rows=1_000, folder=tmp_path))
    assert len(spilled.events.tables) > 3
    assert_same_log(spilled, whole)


@pytest.fixture(params=["bauantrag", "wohngeld"])
def sample(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_stored_logs_are_the_same_to_the_byte(tmp_path: Path, sample: str) -> None:
    table = cut(read_table(Path(vm.sample_log(sample)), ReadOptions()), 501)
    assert_same_bytes(logs(table, ReadOptions(), Room(rows=1_000, folder=tmp_path)), tmp_path)


def assert_same_bytes(made: tuple[EventLog, EventLog], folder: Path) -> None:
    for name, log in zip(("whole", "spilled"), made, strict=True):
        write_log(log, folder / name, events_per_part=2_000)
    files = [path.relative_to(folder / "whole") for path in (folder / "whole").rglob("*.*")]
    assert len(files) > 8
    for file in files:
        one, two = (folder / name / file for name in ("whole", "spilled"))
        assert one.read_bytes() == two.read_bytes(), file


@pytest.mark.parametrize("rows", [1_000, 5_000])
def test_a_stored_xes_log_is_the_same_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(xes_events, "ROWS_OF_A_BLOCK", 700)
    file = Path(vm.sample_log("gewerbeanmeldung"))
    assert_same_bytes(logs_of_xes(file, Room(rows=rows, folder=tmp_path)), tmp_path)


@pytest.mark.parametrize("name", ["receipt", "helpdesk", "Production"])
def test_real_xes_logs_are_the_same_with_any_room(
    tmp_path: Path, shared_logs: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xes_events, "ROWS_OF_A_BLOCK", 700)
    file = shared_logs / f"{name}.xes.gz"
    whole, spilled = logs_of_xes(file, Room(rows=2_000, folder=tmp_path))
    assert len(spilled.events.tables) > 1
    assert_same_log(spilled, whole)


@given(
    cases=st.lists(st.lists(EVENT, max_size=6), max_size=5),
    size=st.integers(1, 5),
    room=st.integers(1, 6),
)
def test_small_xes_logs_are_the_same_with_any_room(
    tmp_path_factory: pytest.TempPathFactory, cases: list[list[str]], size: int, room: int
) -> None:
    folder = tmp_path_factory.mktemp("xes")
    names = ("case 1", None, "case 2")
    traces = (trace(*events, name=names[i % 3]) for i, events in enumerate(cases))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xes_events, "ROWS_OF_A_BLOCK", size)
        file = write_xes(folder, xes_log(WHOLE_TRACE, *traces))
        whole, spilled = logs_of_xes(file, Room(rows=room, folder=folder))
    assert_same_log(spilled, whole)


@given(rows=st.lists(ROW, max_size=12), size=st.integers(1, 5), room=st.integers(1, 6))
def test_small_exports_are_the_same_with_any_room(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], size: int, room: int
) -> None:
    folder = tmp_path_factory.mktemp("export")
    lines = (";".join(row) for row in (WHOLE, *rows))
    table = cut(read_table(write(folder, *lines, header=COLUMNS), ReadOptions()), size)
    said = ReadOptions(
        case_id="Aktenzeichen", activity="Arbeitsschritt", timestamp="Zeitpunkt",
        lifecycle="lifecycle:transition", resource="Bearbeiter", order="Reihenfolge",
        attributes=("Antragsart",),
    )  # fmt: skip
    whole, spilled = logs(table, said, Room(rows=room, folder=folder))
    assert_same_log(spilled, whole)


def test_nothing_is_left_where_rows_lay(tmp_path: Path, sample: str) -> None:
    table = cut(read_table(Path(vm.sample_log(sample)), ReadOptions()), 501)
    made = logs(table, ReadOptions(), Room(rows=1_000, folder=tmp_path))
    assert list(tmp_path.iterdir())
    del made
    assert list(tmp_path.iterdir()) == []


def test_no_label_and_no_name_lies_on_the_disk(tmp_path: Path, sample: str) -> None:
    table = cut(read_table(Path(vm.sample_log(sample)), ReadOptions()), 501)
    raw = build_log(table, ReadOptions(room=Room(rows=1_000, folder=tmp_path)))
    columns = [dtype for file in tmp_path.rglob("*.parquet")
               for dtype in pl.read_parquet_schema(file).values()]  # fmt: skip
    assert len(columns) > 20
    assert not {pl.String(), pl.Categorical()} & set(columns)
    assert raw.events.column("person").n_unique() > 1


@pytest.mark.parametrize("varies", [True, False])
def test_a_column_may_be_called_as_ours_are(tmp_path: Path, *, varies: bool) -> None:
    names = "case_id;row;key;content;rank;reason;free:case_id"
    rows = [f"A{n % 9};Eingang;0{n % 9 + 1}.01.2024 08:{n:02};" + ";".join(
        [str(n if varies else n % 9)] * 7) for n in range(40)]  # fmt: skip
    table = read_table(write(tmp_path, *rows, header=f"{HEADER};{names}"), ReadOptions())
    said = ReadOptions(case_id="Aktenzeichen", activity="Arbeitsschritt", timestamp="Zeitpunkt")
    whole, spilled = logs(cut(table, 7), said, Room(rows=10, folder=tmp_path))
    assert_same_log(spilled, whole)
    assert whole.event_count == 40
