"""Rows in parts by a key: all are there, no key in two parts, in the order of the file."""

import errno
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.engine import Parts
from verwaltung_mining.errors import UnwritableError
from verwaltung_mining.eventlog import room, spool
from verwaltung_mining.eventlog.room import FEWEST_ROWS, MOST_ROWS, ImportSettings, Room
from verwaltung_mining.eventlog.spool import KEY, ROW, Spool

ROWS = st.lists(st.tuples(st.integers(-5, 5), st.sampled_from(["a", "b", None])), min_size=1)


def rows_of(drawn: list[tuple[int, str | None]]) -> pl.DataFrame:
    columns = {KEY: pl.Int64, "label": pl.Categorical()}
    frame = pl.DataFrame(drawn, schema=columns, orient="row")
    return frame.with_row_index(ROW).with_columns(again=pl.col(KEY))


def spooled(frame: pl.DataFrame, *, room: Room, step: int) -> Parts:
    rows = Spool(room)
    for first in range(0, frame.height, step):
        rows.add(frame.slice(first, step))
    return rows.parts()


@given(drawn=ROWS, step=st.integers(1, 9), rows=st.integers(1, 12))
def test_parts_hold_every_row_and_share_no_key(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[tuple[int, str | None]],
    step: int,
    rows: int,
) -> None:
    frame = rows_of(drawn)
    folder = tmp_path_factory.mktemp("scratch")
    parts = spooled(frame, room=Room(rows=rows, folder=folder), step=step)
    found = [table.load() for table in parts.tables]
    assert pl.concat(found).sort(ROW).equals(frame.drop(KEY))
    assert all(part[ROW].is_sorted() for part in found)
    keys = [sorted(set(part["again"])) for part in found]
    assert all(one[-1] < two[0] for one, two in pairwise(keys))


def test_a_part_has_no_more_rows_than_there_is_room_for(tmp_path: Path) -> None:
    frame = rows_of([(number % 50, "a") for number in range(1_000)])
    parts = spooled(frame, room=Room(rows=100, folder=tmp_path), step=30)
    assert [table.load().height for table in parts.tables] == [100] * 10


def test_only_columns_that_are_asked_for_are_given(tmp_path: Path) -> None:
    parts = spooled(rows_of([(2, "x"), (1, "y")]), room=Room(rows=1, folder=tmp_path), step=1)
    assert parts.collect("label").to_series().to_list() == ["y", "x"]


def test_files_go_with_the_parts(tmp_path: Path) -> None:
    parts = spooled(rows_of([(1, "x"), (2, "y")]), room=Room(rows=1, folder=tmp_path), step=1)
    assert list(tmp_path.iterdir())
    del parts
    assert list(tmp_path.iterdir()) == []


@given(heights=st.lists(st.integers(0, 4), min_size=1, max_size=6), rows=st.integers(1, 30))
def test_tables_are_kept_one_after_the_other(
    tmp_path_factory: pytest.TempPathFactory, heights: list[int], rows: int
) -> None:
    frames = [pl.DataFrame({"n": [part] * size}, schema={"n": pl.Int64})
              for part, size in enumerate(heights)]  # fmt: skip
    kept = Room(rows=rows, folder=tmp_path_factory.mktemp("scratch")).kept(iter(frames))
    assert kept.collect().equals(pl.concat(frames))
    assert len(kept.tables) == (1 if sum(heights) <= rows else len(frames))


@pytest.mark.parametrize("memory", [0.0, 0.001, 1.0, 1_000.0])
def test_more_memory_is_more_room(memory: float) -> None:
    room = ImportSettings(memory=memory).room()
    assert FEWEST_ROWS <= room.rows <= MOST_ROWS
    assert room.rows <= ImportSettings(memory=memory + 1).room().rows or memory == 0.0


@pytest.mark.parametrize("where", [spool, room])
def test_full_disk_is_told_by_the_folder_that_the_user_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: ModuleType
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(where, "write_passing", full)
    little = Room(rows=1, folder=tmp_path)
    frame = rows_of([(1, "x"), (2, "y")])
    with pytest.raises(UnwritableError) as caught:
        spooled(frame, room=little, step=1) if where is spool else little.kept([frame])
    assert caught.value.message.en == f"cannot write to {tmp_path}: the disk is full."
    assert "room" in caught.value.hint.en
