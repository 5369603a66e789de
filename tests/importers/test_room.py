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

import verwaltung_mining as vm
from verwaltung_mining.eventlog.canonical import with_references
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.eventlog.store import write_log
from verwaltung_mining.importers import ReadOptions
from verwaltung_mining.importers.delimited import read_table
from verwaltung_mining.importers.text.table import Table


def logs(table: Table, options: ReadOptions, room: Room) -> tuple[EventLog, EventLog]:
    """The log made with all rows in memory, and with room for a few; references are the same."""
    whole, references = with_references(build_log(table, options))
    spilled, others = with_references(build_log(table, replace(options, room=room)))
    assert references.equals(others)
    return whole, spilled


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
    made = logs(table, ReadOptions(), Room(rows=1_000, folder=tmp_path))
    for name, log in zip(("whole", "spilled"), made, strict=True):
        write_log(log, tmp_path / name, events_per_part=2_000)
    files = [path.relative_to(tmp_path / "whole") for path in (tmp_path / "whole").rglob("*.*")]
    assert len(files) > 8
    for file in files:
        one, two = (tmp_path / name / file for name in ("whole", "spilled"))
        assert one.read_bytes() == two.read_bytes(), file


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
    assert raw.labelled()["person"].n_unique() > 1


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
