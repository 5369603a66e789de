"""Rows in parts by a key: all are there, no key in two parts, in the order of the file."""

import errno
import pickle
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.engine import InProcess, Parts
from verwaltung_mining.errors import UnwritableError
from verwaltung_mining.eventlog import shelf
from verwaltung_mining.eventlog.room import FEWEST_ROWS, MOST_ROWS, ImportSettings, Room
from verwaltung_mining.eventlog.shelf import Shelf
from verwaltung_mining.eventlog.spool import KEY, ROW, Spool, together

ROWS = st.lists(st.tuples(st.integers(-5, 5), st.sampled_from([0, 1, None])), min_size=1)


def rows_of(drawn: list[tuple[int, int | None]]) -> pl.DataFrame:
    columns = {KEY: pl.Int64, "code": pl.UInt32()}
    frame = pl.DataFrame(drawn, schema=columns, orient="row")
    return frame.with_row_index(ROW).with_columns(again=pl.col(KEY))


def spooled(frame: pl.DataFrame, *, room: Room, step: int) -> Parts:
    spool = Spool(room)
    for first in range(0, frame.height, step):
        spool.add(frame.slice(first, step))
    return spool.spooled().parts(room, InProcess())


@given(drawn=ROWS, step=st.integers(1, 9), rows=st.integers(1, 12))
def test_parts_hold_every_row_and_share_no_key(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[tuple[int, int | None]],
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
    frame = rows_of([(number % 50, 1) for number in range(1_000)])
    parts = spooled(frame, room=Room(rows=100, folder=tmp_path), step=30)
    assert [table.load().height for table in parts.tables] == [100] * 10


def test_only_columns_that_are_asked_for_are_given(tmp_path: Path) -> None:
    parts = spooled(rows_of([(2, 7), (1, 8)]), room=Room(rows=1, folder=tmp_path), step=1)
    assert parts.collect("code").to_series().to_list() == [8, 7]


def test_files_go_with_the_parts(tmp_path: Path) -> None:
    parts = spooled(rows_of([(1, 7), (2, 8)]), room=Room(rows=1, folder=tmp_path), step=1)
    assert list(tmp_path.iterdir())
    del parts
    assert list(tmp_path.iterdir()) == []


@given(drawn=st.lists(ROWS, min_size=1, max_size=4), rows=st.integers(1, 12))
def test_what_several_tasks_put_on_a_shelf_is_as_of_one(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[list[tuple[int, int | None]]],
    rows: int,
) -> None:
    room = Room(rows=rows, folder=tmp_path_factory.mktemp("scratch"))
    frame = rows_of([row for each in drawn for row in each])
    place, each, first = Shelf.of(room), [], 0
    for part in drawn:
        spool = Spool(room, place)
        spool.add(frame.slice(first, len(part)))
        each.append(pickle.loads(pickle.dumps(spool.spooled())))
        first += len(part)
    parts = together(each, place).parts(room, InProcess())
    alone = spooled(frame, room=room, step=frame.height)
    assert parts.collect().sort(ROW).equals(alone.collect().sort(ROW))
    assert [table.load().height for table in parts.tables] == (
        [table.load().height for table in alone.tables]
    )


@pytest.mark.parametrize("memory", [0.0, 0.001, 1.0, 1_000.0])
def test_more_memory_is_more_room(memory: float) -> None:
    room = ImportSettings(memory=memory).room()
    assert FEWEST_ROWS <= room.rows <= MOST_ROWS
    assert room.rows <= ImportSettings(memory=memory + 1).room().rows or memory == 0.0


def test_full_disk_is_told_by_the_folder_that_the_user_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shelf, "write_passing", full)
    with pytest.raises(UnwritableError) as caught:
        spooled(rows_of([(1, 7), (2, 8)]), room=Room(rows=1, folder=tmp_path), step=1)
    assert caught.value.message.en == f"cannot write to {tmp_path}: the disk is full."
    assert "room" in caught.value.hint.en
