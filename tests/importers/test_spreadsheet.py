"""Workbooks: typed cells, headers below a preamble, several sheets, damage and bombs."""

import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt

from verwaltung_mining.errors import AmbiguousError, FileUnreadableError, SettingsError
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.importers import ReadOptions, read
from verwaltung_mining.importers.sheets import sheet_rows
from verwaltung_mining.importers.sheets.cell_texts import as_texts

HEADERS = ("Aktenzeichen", "Arbeitsschritt", "Zeitpunkt")
ROWS: tuple[tuple[Any, ...], ...] = (
    ("A1", "Eingang", datetime(2024, 1, 2, 8, 15)),
    ("A1", "Bescheid", datetime(2024, 1, 9)),
    ("A2", "Eingang", datetime(2024, 1, 3, 9, 30, 15)),
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = f'<manifest:manifest xmlns:manifest="{NAMES}:manifest:1.0"/>'
Sheets = dict[str, Sequence[Sequence[Any]]]


def xlsx(file: Path, sheets: Sheets, *, hidden: Sequence[str] = (), **options: Any) -> Path:
    """A workbook; days, times and durations get the formats that make them such."""
    book = xlsxwriter.Workbook(str(file), options)
    formats = {
        datetime: "dd.mm.yyyy hh:mm",
        date: "dd.mm.yyyy",
        time: "hh:mm",
        timedelta: "[h]:mm:ss",
    }
    styles = {kind: book.add_format({"num_format": code}) for kind, code in formats.items()}
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell, styles.get(type(cell)))
    book.close()
    return file


def xls(file: Path, sheets: Sheets) -> Path:
    """A workbook as Excel wrote it until 2003."""
    book = xlwt.Workbook()
    style = xlwt.XFStyle()
    style.num_format_str = "DD.MM.YYYY HH:MM"
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(
                    number, column, cell, style if isinstance(cell, date) else xlwt.XFStyle()
                )
    book.save(str(file))
    return file


def ods(file: Path, sheets: Sheets) -> Path:
    """A workbook of LibreOffice: its table as XML in an archive."""
    tables = "".join(
        f'<table:table table:name="{name}">{"".join(map(_ods_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    names = "".join(f' xmlns:{name}="{NAMES}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return file


def _ods_row(row: Sequence[Any]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(cell: Any) -> str:
    if isinstance(cell, datetime):
        kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{cell}</text:p></table:table-cell>"


WRITERS = {"export.xlsx": xlsx, "export.xls": xls, "export.ods": ods}


def told(raw: RawLog) -> list[tuple[str, str, str]]:
    """Case, activity and local time of each event."""
    events = raw.labelled()
    local = (
        events["timestamp"].dt.convert_time_zone("Europe/Berlin").dt.to_string("%d.%m. %H:%M:%S")
    )
    return list(zip(events["case_id"], events["activity"], local, strict=True))


EXPECTED = [
    ("A1", "Eingang", "02.01. 08:15:00"),
    ("A1", "Bescheid", "09.01. 00:00:00"),
    ("A2", "Eingang", "03.01. 09:30:15"),
]


@pytest.mark.parametrize("name", WRITERS)
def test_every_kind_of_workbook_gives_the_same_log(tmp_path: Path, name: str) -> None:
    preamble = [["Stand: 30.11.2024", "", ""], ["", "", ""]]
    raw = read(WRITERS[name](tmp_path / name, {"Auswertung": [*preamble, HEADERS, *ROWS]}))
    assert told(raw) == EXPECTED
    assert raw.name == name
    assert raw.provenance.importer == "spreadsheet"
    assert raw.provenance.reading["header_line"] == "3"
    assert raw.provenance.reading["sheet"] == "Auswertung"


def test_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    file = xlsx(tmp_path / "export.xlsx", {"A": [HEADERS, *ROWS]})
    assert told(read(file.rename(tmp_path / "export.csv"))) == EXPECTED


def test_rows_are_counted_as_the_workbook_shows_them(tmp_path: Path) -> None:
    """Two empty rows above; below, one without a case, an empty one, a total, formatted ones."""
    rows = [(), (), HEADERS, *ROWS, (None, "Eingang", ROWS[0][2]), (), ("Summe", None, None), ()]
    raw = read(xlsx(tmp_path / "export.xlsx", {"A": rows}))
    assert raw.quarantine.rows() == [(7, "case_missing"), (8, "empty_row"), (9, "total_row")]
    assert (raw.rows_read, raw.labelled().height) == (6, 3)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_where_blocks_are_cut_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    file = xlsx(tmp_path / "export.xlsx", {"A": [HEADERS, *ROWS, (), ROWS[0]]})
    whole = read(file)
    monkeypatch.setattr(sheet_rows, "BLOCK_ROWS", size)
    cut = read(file)
    assert told(cut) == told(whole)
    assert cut.quarantine.equals(whole.quarantine)


def test_day_and_time_of_day_in_two_columns(tmp_path: Path) -> None:
    rows = [
        ("Aktenzeichen", "Arbeitsschritt", "Datum", "Uhrzeit"),
        ("A1", "Eingang", date(2024, 1, 2), time(8, 15)),
        ("A1", "Bescheid", date(2024, 1, 9), timedelta(hours=16, minutes=5)),
    ]
    raw = read(xlsx(tmp_path / "export.xlsx", {"A": rows}))
    assert [stamp for *_, stamp in told(raw)] == ["02.01. 08:15:00", "09.01. 16:05:00"]


def test_days_of_the_old_macintosh_calendar(tmp_path: Path) -> None:
    file = xlsx(tmp_path / "export.xlsx", {"A": [HEADERS, *ROWS]}, date_1904=True)
    assert told(read(file)) == EXPECTED


def test_numbers_and_text_of_numbers_stay_what_they_are(tmp_path: Path) -> None:
    """A case number is no float, and a text keeps its zeros."""
    rows = [HEADERS, *((case, "Eingang", ROWS[0][2]) for case in (4711, "01067", 1.5))]
    raw = read(xlsx(tmp_path / "export.xlsx", {"A": rows}))
    assert set(raw.labelled()["case_id"]) == {"4711", "01067", "1.5"}


def test_sheets_of_one_kind_follow_each_other(tmp_path: Path) -> None:
    bad = (None, "Eingang", ROWS[0][2])
    sheets: Sheets = {"Januar": [HEADERS, *ROWS[:2], bad], "Februar": [HEADERS, ROWS[2], bad]}
    raw = read(xlsx(tmp_path / "export.xlsx", sheets))
    assert told(raw) == EXPECTED
    assert raw.provenance.reading["sheet"] == "Januar, Februar"
    (aside,) = raw.provenance.set_aside
    assert [(row.file, row.row) for row in aside.rows] == [
        ("export.xlsx (Januar)", 4), ("export.xlsx (Februar)", 3),
    ]  # fmt: skip


def test_empty_and_hidden_sheets_are_no_exports(tmp_path: Path) -> None:
    sheets: Sheets = {"A": [HEADERS, *ROWS], "leer": [], "alt": [("a", "b"), (1, 2)]}
    assert told(read(xlsx(tmp_path / "export.xlsx", sheets, hidden=["alt"]))) == EXPECTED


def test_several_tables_are_asked_about_and_one_can_be_named(tmp_path: Path) -> None:
    sheets: Sheets = {"Fälle": [("Aktenzeichen", "Amt"), ("A1", "Bau")], "A": [HEADERS, *ROWS]}
    file = xlsx(tmp_path / "export.xlsx", sheets)
    with pytest.raises(AmbiguousError, match="Fälle") as caught:
        read(file)
    assert "--sheet" in caught.value.hint.en
    assert told(read(file, ReadOptions(sheet="A"))) == EXPECTED
    with pytest.raises(SettingsError, match="no sheet 'B'") as missing:
        read(file, ReadOptions(sheet="B"))
    assert "Fälle, A" in missing.value.hint.en


def test_sheet_and_header_row_may_stand_in_the_mapping(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('schema = 1\n[source]\nsheet = "A"\nheader_row = 2\n', encoding="utf-8")
    sheets: Sheets = {"B": [HEADERS], "A": [("x", "y", "z"), HEADERS, *ROWS]}
    file = xlsx(tmp_path / "export.xlsx", sheets)
    assert told(read(file, ReadOptions(mapping=mapping))) == EXPECTED


def test_a_folder_of_workbooks_is_read_as_one(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    xlsx(folder / "1.xlsx", {"A": [HEADERS, *ROWS[:2]]})
    xlsx(folder / "2.xlsx", {"A": [HEADERS, ROWS[2]]})
    assert told(read(folder)) == EXPECTED


@pytest.mark.parametrize("rows", [[], [("1", 2, 3), (4, 5, 6)]])
def test_a_workbook_without_a_table_is_told(tmp_path: Path, rows: Sequence[Any]) -> None:
    with pytest.raises(FileUnreadableError, match="headers"):
        read(xlsx(tmp_path / "export.xlsx", {"A": rows}))


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def _scrambled(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types>")
        archive.writestr("xl/workbook.xml", "<workbook><sheets")


@pytest.mark.parametrize("damage", [_cut, _scrambled])
def test_a_damaged_workbook_is_told(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    file = xlsx(tmp_path / "export.xlsx", {"A": [HEADERS, *ROWS]})
    damage(file)
    with pytest.raises(FileUnreadableError, match="no complete workbook") as caught:
        read(file)
    assert "save it anew" in caught.value.hint.en


def test_a_workbook_with_a_password_is_told(tmp_path: Path) -> None:
    """Excel keeps such a workbook in an old Office file, whatever it is called."""
    file = tmp_path / "export.xlsx"
    file.write_bytes(_encrypted())
    with pytest.raises(FileUnreadableError, match=r"password|no complete workbook"):
        read(file)


def _encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)


def test_a_workbook_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "export.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(64 << 20))
    with pytest.raises(FileUnreadableError, match="times its size"):
        read(file)


def test_durations_beyond_a_day_and_truth_values_are_told_as_sheets_do() -> None:
    cells = [timedelta(hours=36, minutes=1), -timedelta(minutes=5), True, 1e20]
    assert as_texts(cells).to_list() == ["36:01:00", "-00:05:00", "true", "1e+20"]
