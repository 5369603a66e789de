"""A folder of exports is read as one, in this process or by several side by side."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.elsewhere import AsIfElsewhere, LosesAWorker
from tests.eventlog.raw_logs import assert_same_log
from tests.importers.small_export import HEADER, write
from tests.importers.test_blocks import COLUMNS, ROW, WHOLE

import verwaltung_mining as vm
from verwaltung_mining.engine import Executor
from verwaltung_mining.engine.worker_processes import WorkerProcesses
from verwaltung_mining.errors import AmbiguousError, FileUnreadableError
from verwaltung_mining.eventlog.canonical import canonicalise, with_references
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.store import write_log
from verwaltung_mining.importers import ReadOptions, first_rows, read
from verwaltung_mining.importers.delimited import read_table
from verwaltung_mining.importers.gathering import gather
from verwaltung_mining.importers.several_files import exports_in

SAID = ReadOptions(
    case_id="Aktenzeichen", activity="Arbeitsschritt", timestamp="Zeitpunkt",
    lifecycle="lifecycle:transition", resource="Bearbeiter", order="Reihenfolge",
    attributes=("Antragsart",),
)  # fmt: skip
ELSEWHERE = AsIfElsewhere()


def files(folder: Path, *parts: list[str], header: str = HEADER) -> Path:
    """A folder with these rows, file by file."""
    folder.mkdir()
    for number, rows in enumerate(parts):
        write(folder, *rows, header=header).rename(folder / f"{number:03d}.csv")
    return folder


def table(**columns: list[object]) -> pl.DataFrame:
    """Three rows on three days."""
    stamps = [datetime(2024, 1, day, 9) for day in (1, 2, 3)]
    return pl.DataFrame({"activity": ["x", "y", "x"], "timestamp": stamps} | columns)


def parquet(folder: Path, *tables: pl.DataFrame) -> Path:
    """A folder with a Parquet file of each table."""
    folder.mkdir()
    for number, each in enumerate(tables):
        each.write_parquet(folder / f"{number}.parquet")
    return folder


def cut(name: str, folder: Path, number: int) -> Path:
    """A sample log as so many exports that follow each other."""
    header, *rows = Path(vm.sample_log(name)).read_bytes().splitlines(keepends=True)
    ends = [len(rows) * k // number for k in range(number + 1)]
    folder.mkdir()
    for k, (begin, end) in enumerate(pairwise(ends)):
        (folder / f"{k:03d}.csv").write_bytes(b"".join([header, *rows[begin:end]]))
    return folder


def stored(raw: RawLog, folder: Path) -> dict[str, bytes]:
    """The files of the log, each with what is in it."""
    write_log(canonicalise(raw), folder, events_per_part=3_000)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")}


@given(
    parts=st.lists(st.lists(ROW, min_size=1, max_size=6), min_size=1, max_size=4),
    room=st.integers(1, 8),
)
def test_small_exports_are_the_same_read_as_one_and_side_by_side(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[tuple[str, ...]]], room: int
) -> None:
    folder = tmp_path_factory.mktemp("exports")
    lines = [[";".join(row) for row in rows] for rows in ([WHOLE, *parts[0]], *parts[1:])]
    several = files(folder / "log.csv", *lines, header=COLUMNS)
    together = write(folder, *(row for rows in lines for row in rows), header=COLUMNS, name="one")
    little = replace(SAID, room=Room(rows=room, folder=folder))
    logs = [with_references(read(several, said, executor))
            for said, executor in ((SAID, None), (little, None), (little, ELSEWHERE))]  # fmt: skip
    one = with_references(read(together.rename(folder / "one.csv"), SAID))
    for log, references in logs:
        assert references.equals(one[1])
        assert_same_log(replace(log, name="", provenance=one[0].provenance),
                        replace(one[0], name=""))  # fmt: skip
    assert logs[2][0].provenance == logs[0][0].provenance


def test_rows_set_aside_are_named_with_their_file(tmp_path: Path) -> None:
    good, bad = "1;a;02.01.2024 08:00", "1;a;irgendwann"
    parts = [good, good, bad], [good], [bad, good, bad] * 2
    folder = files(tmp_path / "exports", *parts, header="Az;Schritt;Zeit")
    (told,) = read(folder).provenance.set_aside
    assert told.reason == "timestamp_unreadable"
    assert [(row.file, row.row) for row in told.rows] == [
        ("000.csv", 4), *(("002.csv", row) for row in (2, 4, 5, 7))
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["bauantrag", "wohngeld"])
def test_stored_logs_are_the_same_to_the_byte(tmp_path: Path, name: str) -> None:
    folder = cut(name, tmp_path / "exports", 5)
    whole = stored(read(folder), tmp_path / "whole")
    little = ReadOptions(room=Room(rows=1_000, folder=tmp_path))
    assert stored(read(folder, little, ELSEWHERE), tmp_path / "beside") == whole
    assert len(whole) > 8


def test_worker_processes_may_be_lost(tmp_path: Path) -> None:
    folder = cut("bauantrag", tmp_path / "exports", 3)
    workers = WorkerProcesses(2)
    try:
        losing = LosesAWorker(workers, tmp_path, jobs=4)
        log = read(folder, ReadOptions(room=Room(folder=tmp_path)), losing)
        found = stored(log, tmp_path / "beside")
    finally:
        workers.close()
    assert found == stored(read(folder), tmp_path / "whole")
    assert len(list(tmp_path.glob("job-*"))) == 4 < losing.begun


def test_passing_files_go_with_the_log(tmp_path: Path) -> None:
    folder = cut("wohngeld", tmp_path / "exports", 3)
    scratch = tmp_path / "scratch"
    log = canonicalise(read(folder, ReadOptions(room=Room(folder=scratch)), ELSEWHERE))
    assert list(scratch.iterdir())
    del log
    assert list(scratch.iterdir()) == []


def test_no_label_and_no_name_lies_on_the_disk(tmp_path: Path) -> None:
    folder = cut("bauantrag", tmp_path / "exports", 3)
    scratch = tmp_path / "scratch"
    raw = read(folder, ReadOptions(room=Room(folder=scratch)), ELSEWHERE)
    columns = {dtype for file in scratch.rglob("*.parquet")
               for dtype in pl.read_parquet_schema(file).values()}  # fmt: skip
    assert columns
    assert not {pl.String(), pl.Categorical()} & columns
    assert raw.labelled()["person"].n_unique() > 1


@pytest.mark.parametrize("executor", [None, ELSEWHERE])
class TestEveryWay:
    """What holds in this process and elsewhere."""

    def test_the_order_of_day_and_month_may_show_in_a_later_file(
        self, tmp_path: Path, executor: Executor | None
    ) -> None:
        dates = [["A1;Eingang;01/02/2024"], ["A1;Prüfung;03/02/2024"], ["A1;Ende;02/25/2024"]]
        raw = read(files(tmp_path / "exports", *dates), None, executor)
        assert [date.month for date in raw.labelled()["local_date"]] == [1, 3, 2]

    def test_an_order_that_no_file_shows_is_asked(
        self, tmp_path: Path, executor: Executor | None
    ) -> None:
        folder = files(tmp_path / "exports", ["A1;Eingang;03/04/2024"], ["A1;Ende;05/06/2024"])
        with pytest.raises(AmbiguousError, match="--date-order"):
            read(folder, None, executor)

    def test_columns_may_stand_in_another_order(
        self, tmp_path: Path, executor: Executor | None
    ) -> None:
        folder = files(tmp_path / "exports", ["A1;Eingang;01.02.2024 08:00"])
        other = "Zeitpunkt;Aktenzeichen;Arbeitsschritt"
        write(folder, "02.02.2024 09:00;A1;Ende", header=other).rename(folder / "zz.csv")
        raw = read(folder, None, executor)
        assert raw.labelled()["activity"].to_list() == ["Eingang", "Ende"]
        assert raw.name == "exports"
        assert raw.provenance.reading["files"] == "2"

    def test_other_columns_are_refused_by_the_name_of_the_file(
        self, tmp_path: Path, executor: Executor | None
    ) -> None:
        folder = files(tmp_path / "exports", ["A1;Eingang;01.02.2024 08:00"])
        write(folder, "A1;Ende", header="Aktenzeichen;Arbeitsschritt", name="zz.csv")
        with pytest.raises(FileUnreadableError, match=r"zz\.csv.*missing: Zeitpunkt"):
            read(folder, None, executor)

    def test_a_file_without_rows_is_one_of_the_others(
        self, tmp_path: Path, executor: Executor | None
    ) -> None:
        months = [[], ["A1;Eingang;01.02.2024 08:00"], [], ["A1;Ende;02.03.2024 08:00"], []]
        raw = read(files(tmp_path / "exports", *months), None, executor)
        assert raw.labelled()["activity"].to_list() == ["Eingang", "Ende"]
        assert raw.labelled()["order"].to_list() == [0, 1]
        assert raw.rows_read == 2

    def test_files_without_any_row_are_told(
        self, tmp_path: Path, executor: Executor | None
    ) -> None:
        with pytest.raises(FileUnreadableError, match="exports holds only the headers"):
            read(files(tmp_path / "exports", [], []), None, executor)

    def test_roles_are_guessed_from_all_files_where_the_first_is_small(
        self, tmp_path: Path, executor: Executor | None
    ) -> None:
        header = "Nr;Vorgang;Schritt;am;Bearbeiter"
        later = [f"{n};{70 + n // 3};S{n % 3};0{n % 9 + 1}.03.2024;N{n % 4}" for n in range(3, 15)]
        folder = files(tmp_path / "exports", ["2;70;S2;03.03.2024;"], later, header=header)
        raw = read(folder, None, executor)
        roles = {decision.column: decision.role for decision in raw.provenance.columns}
        assert roles["Vorgang"] == "case_id"
        assert roles["Bearbeiter"] == "person"

    def test_a_number_is_the_same_in_every_file(
        self, tmp_path: Path, executor: Executor | None
    ) -> None:
        first = table(case_id=[1.0, 1.0, 2.0], amount=[5.0, 5.0, 7.0])
        second = table(case_id=[1.0, 3.0, None], amount=[5.0, 7.5, 1.0])
        raw = read(parquet(tmp_path / "exports", first, second), None, executor)
        assert raw.labelled()["case_id"].to_list() == ["1", "1", "2", "1", "3"]
        assert raw.case_attributes.rows() == [("1", "5"), ("2", "7"), ("3", "7.5")]

    def test_stamps_may_be_of_other_types_in_another_file(
        self, tmp_path: Path, executor: Executor | None
    ) -> None:
        typed = table(case_id=[1, 1, 2])
        text = typed.with_columns(pl.col("timestamp").dt.strftime("%d.%m.%Y %H:%M"))
        raw = read(parquet(tmp_path / "exports", typed.head(1), text), None, executor)
        assert raw.labelled()["timestamp"].dt.day().to_list() == [1, 1, 2, 3]

    def test_a_column_that_is_nested_in_the_first_file_is_left_out_of_all(
        self, tmp_path: Path, executor: Executor | None
    ) -> None:
        first = table(case_id=[1, 1, 2], tags=[["x"], ["y"], []])
        second = table(case_id=[1, 3, 3], tags=[None, None, None])
        raw = read(parquet(tmp_path / "exports", first, second), None, executor)
        assert {d.column: d.reason for d in raw.provenance.columns}["tags"] == "nested values"
        assert raw.rows_read == 6

    def test_a_column_that_is_nested_in_a_later_file_is_told(
        self, tmp_path: Path, executor: Executor | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(first_rows, "SAMPLE_ROWS", 3)
        first = table(case_id=[1, 1, 2], tags=["x", "x", "y"])
        second = table(case_id=[1, 3, 3], tags=[["x"], [], []])
        with pytest.raises(FileUnreadableError, match=r"1\.parquet holds lists.*\(tags\)"):
            read(parquet(tmp_path / "exports", first, second), None, executor)


def test_hidden_files_and_notes_are_no_exports(tmp_path: Path) -> None:
    folder = files(tmp_path / "exports", ["A1;Eingang;01.02.2024 08:00"])
    for name in (".000.csv.crc", "_SUCCESS"):
        (folder / name).write_bytes(b"\x00\x01")
    assert read(folder).rows_read == 1


def test_a_folder_without_exports_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match="holds no files"):
        read(tmp_path)


def test_exports_in_further_folders_are_not_left_out_in_silence(tmp_path: Path) -> None:
    folder = files(tmp_path / "exports", ["A1;Eingang;01.02.2024 08:00"])
    (folder / "_temporary").mkdir()
    assert read(folder).rows_read == 1
    files(folder / "2023", ["A1;Eingang;01.02.2023 08:00"])
    with pytest.raises(FileUnreadableError, match=r"further folders \(2023\)"):
        read(folder)


def test_a_stored_log_beside_its_exports_is_passed_over(tmp_path: Path) -> None:
    folder = files(tmp_path / "exports", ["A1;Eingang;01.02.2024 08:00"])
    write_log(canonicalise(read(folder)), folder / "log.vmlog")
    assert read(folder).rows_read == 1


def test_what_is_no_export_may_leave_the_folder(tmp_path: Path) -> None:
    folder = files(tmp_path / "exports", ["A1;Eingang;01.02.2024 08:00"])
    (folder / "zz.xlsx").write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(FileUnreadableError, match=r"zz\.xlsx") as caught:
        read(folder)
    assert "out of the folder" in caught.value.hint.en


def test_files_of_several_formats_are_told(tmp_path: Path) -> None:
    folder = files(tmp_path / "exports", ["A1;Eingang;01.02.2024 08:00"])
    (folder / "zz.xes").write_text("<log/>", encoding="utf-8")
    with pytest.raises(FileUnreadableError, match=r"several formats \(zz\.xes: XES\)"):
        read(folder)


def test_xes_is_read_one_file_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "one.xes").write_text("<log/>", encoding="utf-8")
    with pytest.raises(FileUnreadableError, match="one file is read at a time") as caught:
        read(tmp_path)
    assert "--append" in caught.value.hint.en


def test_parquet_files_are_read_as_one(tmp_path: Path) -> None:
    rows = table(case_id=list("aab"))
    folder = parquet(tmp_path / "exports", *(rows.slice(number, 1) for number in range(3)))
    found = read(folder, None, ELSEWHERE).labelled()
    assert found.select("case_id", "activity").rows() == [("a", "x"), ("a", "y"), ("b", "x")]


def test_rows_as_the_tasks_read_them_do_not_stay(tmp_path: Path) -> None:
    folder = files(tmp_path / "exports", ["A1;Eingang;01.02.2024 08:00"], ["A1;Ende;02.02.2024"])
    scratch = tmp_path / "scratch"
    gathered = gather(
        [partial(read_table, file, SAID) for file in exports_in(folder)],
        ReadOptions(room=Room(folder=scratch)), ELSEWHERE,
    )  # fmt: skip
    assert sum(part.height for part in gathered.rows.frames()) == 2
    assert len([*scratch.rglob("*.parquet")]) == 2
