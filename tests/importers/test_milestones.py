"""Tables with one row per case and a column of dates per milestone."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.elsewhere import AsIfElsewhere

from verwaltung_mining.errors import ColumnMissingError
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.importers import ReadOptions, read
from verwaltung_mining.importers.layouts.milestones import milestones_of

HEADERS = ("Aktenzeichen", "Eingang", "Beteiligung Beginn", "Beteiligung Ende", "Bescheiddatum")
STEPS = {"Eingang": 0, "Beteiligung": 1, "Bescheiddatum": 2}
DAY = st.none() | st.dates(min_value=date(2023, 1, 1), max_value=date(2024, 12, 31))
TABLE = st.lists(st.tuples(DAY, DAY, DAY, DAY), min_size=2, max_size=8)

Row = tuple[date | None, ...]


def written(file: Path, rows: Sequence[Row], first: int = 0) -> Path:
    """Rows as a German system writes them; the case is their number."""
    lines = [
        ";".join([f"A{number}", *("" if day is None else f"{day:%d.%m.%Y}" for day in row)])
        for number, row in enumerate(rows, start=first)
    ]
    file.write_text("\n".join([";".join(HEADERS), *lines]) + "\n", encoding="utf-8")
    return file


def events(raw: RawLog) -> list[tuple[str, str, date | None, date]]:
    """Case, milestone, local day of begin and of completion, in the order of the log."""
    table = raw.labelled().with_columns(
        *(pl.col(c).dt.convert_time_zone("Europe/Berlin").dt.date() for c in ("start", "timestamp"))
    )
    rows = table.sort("case_id", "timestamp", "order")
    return list(rows.select("case_id", "activity", "start", "timestamp").iter_rows())


def expected(rows: Sequence[Row]) -> list[tuple[str, str, date | None, date]]:
    """The same by a loop; a begin after its end is unknown, as everywhere."""
    found = []
    for number, (arrived, begun, ended, decided) in enumerate(rows):
        case = f"A{number}"
        if arrived:
            found.append((case, "Eingang", None, arrived))
        if ended:
            start = begun if begun and begun <= ended else None
            found.append((case, "Beteiligung", start, ended))
        if decided:
            found.append((case, "Bescheiddatum", None, decided))
    return sorted(found, key=lambda e: (e[0], e[3], STEPS[e[1]]))


@given(rows=TABLE)
def test_milestones_are_events_as_a_loop_tells_them(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row]
) -> None:
    full: Row = tuple(date(2024, 1, day) for day in (2, 3, 4, 5))
    table = [full, full, *rows]
    raw = read(written(tmp_path_factory.mktemp("exports") / "export.csv", table))
    assert events(raw) == expected(table)
    alone = sum(begun is not None and ended is None for _, begun, ended, _ in table)
    empty = sum(not any(row) for row in table)
    aside = {"unpaired_start": alone, "no_milestone": empty}
    assert raw.quarantined == {reason: n for reason, n in sorted(aside.items()) if n}
    assert raw.rows_read == raw.labelled().height + alone + empty


def test_milestones_on_one_day_keep_the_order_of_their_columns(tmp_path: Path) -> None:
    day = date(2024, 1, 2)
    raw = read(written(tmp_path / "export.csv", [(day, day, day, day)] * 2))
    assert [activity for _, activity, *_ in events(raw)] == [*STEPS, *STEPS]
    assert raw.provenance.reading["layout"].startswith("one row per case")
    roles = {decision.column: decision.role for decision in raw.provenance.columns}
    assert roles == {"Aktenzeichen": "case_id"} | dict.fromkeys(HEADERS[1:], "milestone")


def test_rows_set_aside_are_those_of_the_file(tmp_path: Path) -> None:
    day = date(2024, 1, 2)
    full, none, begun = (day,) * 4, (None,) * 4, (day, day, None, None)
    folder = tmp_path / "exports"
    folder.mkdir()
    written(folder / "1.csv", [full, none, full])
    written(folder / "2.csv", [full, begun], first=3)
    for executor in (None, AsIfElsewhere()):
        raw = read(folder, None, executor)
        named = {s.reason: [(r.file, r.row) for r in s.rows] for s in raw.provenance.set_aside}
        assert named == {"no_milestone": [("1.csv", 3)], "unpaired_start": [("2.csv", 3)]}
        assert raw.labelled().height == 3 * 3 + 1


def test_deadlines_are_no_milestones_and_other_columns_stay(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    rows = [
        "Az;Antragsart;Eingang;Geprüft am;Beschieden am;Frist",
        *(f"A{n};{'neu' if n % 2 else 'alt'};0{n}.01.2024;10.01.2024;20.01.2024;01.02.2024"
          for n in range(1, 9)),
    ]  # fmt: skip
    file.write_text("\n".join(rows), encoding="utf-8")
    raw = read(file)
    assert set(raw.labelled()["activity"]) == {"Eingang", "Geprüft am", "Beschieden am"}
    roles = {attribute.name: attribute.role for attribute in raw.attribute_list}
    assert roles == {"Antragsart": "case_type", "Frist": "deadline"}


def test_the_mapping_says_which_columns_are_milestones_and_in_which_order(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        'schema = 1\n[[milestones]]\ncomplete = "Bescheiddatum"\n'
        '[[milestones]]\ncomplete = "Eingang"\nactivity = "Antrag"\n',
        encoding="utf-8",
    )
    day = date(2024, 1, 2)
    file = written(tmp_path / "export.csv", [(day, None, None, day)] * 3)
    found = events(read(file, ReadOptions(mapping=mapping)))
    assert [activity for _, activity, *_ in found] == ["Bescheiddatum", "Antrag"] * 3


def test_a_milestone_without_its_column_is_told(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('schema = 1\n[[milestones]]\ncomplete = "Eingnag"\n', encoding="utf-8")
    file = written(tmp_path / "export.csv", [(date(2024, 1, 2),) * 4] * 2)
    with pytest.raises(ColumnMissingError, match=r"\[\[milestones\]\]") as caught:
        read(file, ReadOptions(mapping=mapping))
    assert "'Eingang'" in caught.value.hint.en


@pytest.mark.parametrize(
    ("cells", "options"),
    [
        ({"Az": ["1", "1"]}, ReadOptions()),
        ({"Az": ["1", "2"]}, ReadOptions(activity="Art")),
        ({"Az": ["1", "2"]}, ReadOptions(timestamp="a")),
    ],
)
def test_rows_of_events_stay_what_they_are(
    cells: dict[str, list[str]], options: ReadOptions
) -> None:
    dates = {name: ["02.01.2024", "03.01.2024"] for name in "abc"}
    table = pl.DataFrame(cells | {"Art": ["x", "y"]} | dates)
    assert milestones_of(table, options) is None
    assert milestones_of(table.drop("c"), ReadOptions()) is None
