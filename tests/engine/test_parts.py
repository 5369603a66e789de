"""A table in parts."""

import polars as pl
import pytest
from tests.engine import tasks

from verwaltung_mining.engine import InMemory, InProcess, OnDisk, Parts
from verwaltung_mining.errors import FileUnreadableError

ONE = pl.DataFrame({"case": [0, 0, 1], "value": [1, 2, 3]})
TWO = pl.DataFrame({"case": [2], "value": [4]})
PARTS = Parts(tables=(InMemory(ONE), InMemory(TWO)), executor=InProcess())


def test_rows_come_in_the_order_of_the_parts() -> None:
    assert PARTS.collect().rows() == [*ONE.rows(), *TWO.rows()]
    assert PARTS.column("value").to_list() == [1, 2, 3, 4]


def test_only_rows_and_columns_that_are_asked_for_come() -> None:
    chosen = PARTS.collect("value", where=pl.col("case") > 0)
    assert chosen.columns == ["value"]
    assert chosen["value"].to_list() == [3, 4]


def test_a_column_named_twice_comes_once() -> None:
    assert PARTS.collect("case", "case").columns == ["case"]


def test_a_task_gets_what_stands_beside_its_part() -> None:
    assert list(PARTS.one_by_one_with(tasks.sum_with, [10, 20])) == [16, 24]
    values = PARTS.one_by_one_with(tasks.sum_with, [0, 0], columns=["value"])
    assert list(values) == [6, 4]


def test_a_task_for_too_few_parts_is_an_error() -> None:
    with pytest.raises(ValueError, match="1 for 2 parts"):
        PARTS.one_by_one_with(tasks.sum_with, [10])


def test_parts_are_seen_through_their_views_and_stay_as_they_are() -> None:
    seen = PARTS.seen_through([tasks.doubled_values, tasks.without_rows])
    assert seen.column("value").to_list() == [2, 4, 6]
    assert seen.collect().columns == ["case", "value"]
    assert PARTS.column("value").to_list() == [1, 2, 3, 4]


def test_a_part_on_the_disk_reads_only_the_columns_asked_for(tmp_path: object) -> None:
    ONE.write_parquet(f"{tmp_path}/one.parquet")
    table = OnDisk(f"{tmp_path}/one.parquet")
    assert table.load(["value"]).equals(ONE.select("value"))
    assert table.load().equals(ONE)


def test_a_part_that_is_gone_says_what_to_do(tmp_path: object) -> None:
    with pytest.raises(FileUnreadableError, match="begin again"):
        OnDisk(f"{tmp_path}/gone.parquet").load()


class Elsewhere(InProcess):
    """Not this process."""


def test_only_parts_that_others_can_read_are_worked_on_elsewhere(tmp_path: object) -> None:
    ONE.write_parquet(f"{tmp_path}/one.parquet")
    stored = Parts(tables=(OnDisk(f"{tmp_path}/one.parquet"),), executor=InProcess())
    seen = stored.seen_through([tasks.doubled_values])
    for parts in (stored, seen):
        assert isinstance(parts.on(Elsewhere()).executor, Elsewhere)
    for parts in (PARTS, PARTS.seen_through([tasks.doubled_values, tasks.without_rows])):
        assert not isinstance(parts.on(Elsewhere()).executor, Elsewhere)
