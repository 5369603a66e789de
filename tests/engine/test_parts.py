"""A table in parts."""

from functools import partial

import polars as pl
import pytest
from tests.engine import tasks

from verwaltung_mining.engine import InMemory, InProcess, OnDisk, Parts
from verwaltung_mining.engine.worker_processes import kept_on_disk
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


def test_each_part_is_made_anew_with_what_stands_beside_it() -> None:
    made, sums = PARTS.remade(tasks.with_sum, beside=[10, 20])
    assert sums == [30, 20]
    assert made.column("more").to_list() == [10, 10, 10, 20]
    assert made.map(tasks.heights) == [3, 1]


def test_a_task_for_too_few_parts_is_an_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        PARTS.remade(tasks.with_sum, beside=[10])


def test_a_part_on_the_disk_reads_only_the_columns_asked_for(tmp_path: object) -> None:
    table = kept_on_disk(str(tmp_path), ONE)
    assert table.load(["value"]).equals(ONE.select("value"))
    assert table.load().equals(ONE)


def test_a_part_that_is_gone_says_what_to_do(tmp_path: object) -> None:
    with pytest.raises(FileUnreadableError, match="begin again"):
        OnDisk(f"{tmp_path}/gone.parquet").load()


def test_what_only_this_process_holds_is_kept_anew_for_another_executor(tmp_path: object) -> None:
    class Elsewhere(InProcess):
        keep = partial(kept_on_disk, str(tmp_path))  # type: ignore[assignment]

    moved = PARTS.on(Elsewhere())
    assert all(isinstance(table, OnDisk) for table in moved.tables)
    assert moved.collect().equals(PARTS.collect())
