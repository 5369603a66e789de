"""An export read in blocks: where it is cut changes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.small_export import HEADER, write

import verwaltung_mining as vm
from verwaltung_mining.errors import AmbiguousError
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.importers import ReadOptions, assembly
from verwaltung_mining.importers.delimited import read_table
from verwaltung_mining.importers.text.table import Block, Table

TABLES = ("case_attributes", "quarantine")


def build_log(table: Table, options: ReadOptions) -> RawLog:
    """The log in one table."""
    return assembly.build_log([lambda: table], options)


def cut(table: Table, rows: int) -> Table:
    """The same table in blocks of so many rows."""

    def blocks() -> Iterator[Block]:
        for block in table.blocks():
            aside = block.set_aside
            for first in range(0, max(1, block.cells.height), rows):
                yield replace(
                    block,
                    cells=block.cells.slice(first, rows),
                    rows=block.rows.slice(first, rows),
                    set_aside=aside.clear() if first else aside,
                    quality_counts=type(block.quality_counts)() if first else block.quality_counts,
                )

    return replace(table, blocks=blocks)


def assert_same(one: RawLog, two: RawLog) -> None:
    assert one.labelled().equals(two.labelled())
    for name in TABLES:
        assert getattr(one, name).equals(getattr(two, name)), name
    for name in set(one.__dataclass_fields__) - {
        "events",
        "labels",
        "case_attributes",
        "quarantine",
    }:
        assert getattr(one, name) == getattr(two, name), name


@pytest.mark.parametrize("name", ["bauantrag", "wohngeld"])
def test_sample_logs_are_the_same_in_any_blocks(name: str) -> None:
    table = read_table(Path(vm.sample_log(name)), ReadOptions())
    assert_same(build_log(cut(table, 7_001), ReadOptions()), build_log(table, ReadOptions()))


STAMPS = ("02.01.2024 08:15", "03.01.2024", "31.12.9999", "", "2024-01-05T10:00:30Z", "nie",
          "04.01.2031 00:00", "4.1.24 9:07")  # fmt: skip
ROW = st.tuples(
    st.sampled_from(["A1", "A2", " A3", "", "Summe"]),
    st.sampled_from(["Eingang", "Pru\u0308fung", "Prüfung", ""]),
    st.sampled_from(STAMPS),
    st.sampled_from(["anna", "ben", ""]),
    st.sampled_from(["start", "complete", ""]),
    st.sampled_from(["neu", "alt", "-"]),
    st.sampled_from(["1", "2", "x"]),
)
COLUMNS = f"{HEADER};Bearbeiter;lifecycle:transition;Antragsart;Reihenfolge"
WHOLE = ("B1", "Eingang", "01.01.2024 08:00", "cem", "complete", "neu", "1")
"""A row that can be used, so that there is always a log."""


@given(rows=st.lists(ROW, max_size=12), size=st.integers(1, 5))
def test_small_exports_are_the_same_in_any_blocks(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], size: int
) -> None:
    folder = tmp_path_factory.mktemp("export")
    table = read_table(
        write(folder, *(";".join(row) for row in (WHOLE, *rows)), header=COLUMNS), ReadOptions()
    )
    said = ReadOptions(
        case_id="Aktenzeichen", activity="Arbeitsschritt", timestamp="Zeitpunkt",
        lifecycle="lifecycle:transition", resource="Bearbeiter", order="Reihenfolge",
        attributes=("Antragsart",),
    )  # fmt: skip
    assert_same(build_log(cut(table, size), said), build_log(table, said))


def test_the_order_of_day_and_month_may_show_in_a_later_block(tmp_path: Path) -> None:
    dates = ["01/02/2024", "03/02/2024", "02/25/2024"]
    table = read_table(write(tmp_path, *(f"A1;Eingang;{date}" for date in dates)), ReadOptions())
    events = build_log(cut(table, 1), ReadOptions()).labelled()
    assert [date.month for date in events["local_date"]] == [1, 3, 2]


def test_numbers_are_no_stamps_where_a_later_block_holds_dates(tmp_path: Path) -> None:
    stamps = ["45293", "45294", "03.01.2024"]
    table = read_table(write(tmp_path, *(f"A1;Eingang;{stamp}" for stamp in stamps)), ReadOptions())
    said = ReadOptions(timestamp="Zeitpunkt")
    log = build_log(cut(table, 1), said)
    assert_same(log, build_log(table, said))
    assert log.quarantined == {"timestamp_unreadable": 2}


def test_an_order_that_no_block_shows_is_asked(tmp_path: Path) -> None:
    rows = ("A1;Eingang;03/04/2024", "A1;Bescheid;05/06/2024")
    table = read_table(write(tmp_path, *rows), ReadOptions())
    with pytest.raises(AmbiguousError, match="--date-order"):
        build_log(cut(table, 1), ReadOptions())
