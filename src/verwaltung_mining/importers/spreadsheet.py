"""Workbooks of Excel and LibreOffice (XLSX, XLSM, XLSB, XLS, ODS): each sheet is a table."""

from functools import partial
from itertools import islice
from pathlib import Path

from python_calamine import CalamineSheet

from verwaltung_mining.errors import AmbiguousError, FileUnreadableError, SettingsError
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.importers.assembly import build_log
from verwaltung_mining.importers.format import Format
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.sheets.cell_texts import as_texts
from verwaltung_mining.importers.sheets.sheet_rows import blocks
from verwaltung_mining.importers.sheets.workbook import (
    open_workbook,
    told_as_unreadable,
    visible_sheets,
)
from verwaltung_mining.importers.text.file_bytes import StoredFile, stored_file
from verwaltung_mining.importers.text.header_row import HEADER_LINES, header_among
from verwaltung_mining.importers.text.not_text import OLD_OFFICE, ZIP
from verwaltung_mining.importers.text.records import unique_headers
from verwaltung_mining.importers.text.table import Table
from verwaltung_mining.texts import Text

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
MARKS = (b"[Content_Types].xml", b"xl/", b"application/vnd.oasis.opendocument.spreadsheet")
"""What stands near the beginning of a workbook that is a ZIP archive."""


def read_spreadsheet(path: Path, options: ReadOptions) -> RawLog:
    """The log in a workbook; sheets with the same headers follow each other as one.

    Raises AmbiguousError where several sheets hold tables of different kinds, SettingsError where
    there is no sheet of the name that the user says, FileUnreadableError, ColumnMissingError.
    """
    tables = tables_of(path, options)
    return build_log([partial(_itself, table) for table in tables], options, name=path.name)


def read_table(path: Path, options: ReadOptions) -> Table:
    """The table in a workbook of which only one sheet holds one."""
    tables = tables_of(path, options)
    if len(tables) > 1:
        raise _which(path, tables)
    return tables[0]


def tables_of(path: Path, options: ReadOptions) -> list[Table]:
    """The tables in the visible sheets, or in the one that the user names."""
    stored = stored_file(path)
    book = open_workbook(stored)
    names = visible_sheets(book)
    if options.sheet is not None:
        if options.sheet not in book.sheet_names:
            raise _no_such_sheet(path, options.sheet, names)
        names = [options.sheet]
    tables = []
    for name in names:
        with told_as_unreadable(path):
            sheet = book.get_sheet_by_name(name)
        if table := _table(stored, sheet, options.header_row):
            tables.append(table)
    if not tables:
        raise _no_table(path)
    if len({table.columns for table in tables}) > 1:
        raise _which(path, tables)
    return tables


def _table(stored: StoredFile, sheet: CalamineSheet, header_row: int | None) -> Table | None:
    """The table in a sheet, if it holds one."""
    first = list(islice(sheet.iter_rows(), HEADER_LINES))
    records = [[text or "" for text in as_texts(row)] for row in first]
    header = header_among(records, sheet.width) if header_row is None else header_row - 1
    if header is None or header >= len(records):
        return None
    columns = unique_headers(tuple(records[header]), sheet.width)
    return Table(
        file_name=f"{stored.path.name} ({sheet.name})",
        sha256=stored.sha256,
        importer="spreadsheet",
        columns=columns,
        blocks=partial(blocks, sheet, header + 1, columns),
        reading={"sheet": sheet.name, "header_line": str(header + 1)},
    )


def _itself(table: Table) -> Table:
    return table


def _no_such_sheet(path: Path, name: str, names: list[str]) -> SettingsError:
    there = ", ".join(names)
    return SettingsError(
        Text(
            de=f"{path.name} hat kein Tabellenblatt „{name}“.",
            en=f"{path.name} has no sheet '{name}'.",
        ),
        hint=Text(de=f"Vorhanden sind: {there}.", en=f"there are: {there}."),
    )


def _no_table(path: Path) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{path.name} enthält keine Tabelle mit erkennbaren Überschriften.",
            en=f"{path.name} holds no table with recognisable headers.",
        ),
        hint=Text(
            de="Leiten Sie die Tabelle mit Spaltennamen aus, oder nennen Sie in einer "
            "Zuordnungsdatei [source] header_row.",
            en="export the table with column headers, or give [source] header_row in a mapping "
            "file.",
        ),
    )


def _which(path: Path, tables: list[Table]) -> AmbiguousError:
    names = ", ".join(f"„{table.reading['sheet']}“" for table in tables)
    return AmbiguousError(
        Text(
            de=f"{path.name} enthält mehrere Tabellen ({names}).",
            en=f"{path.name} holds several tables ({names}).",
        ),
        hint=Text(
            de="Nennen Sie das Tabellenblatt mit --sheet oder [source] sheet.",
            en="name the sheet with --sheet or [source] sheet.",
        ),
    )


def recognises(name: str, head: bytes) -> bool:
    """By the signature of its kind of file, and its name where that is that of other kinds too."""
    named = name.removesuffix(".gz").endswith(SUFFIXES)
    packed = head.startswith(ZIP) and (named or any(mark in head for mark in MARKS))
    return packed or (named and head.startswith(OLD_OFFICE))


FORMAT = Format(
    name="spreadsheet",
    title=Text(de="Arbeitsmappe (XLSX, XLS, ODS)", en="workbook (XLSX, XLS, ODS)"),
    recognises=recognises,
    read=read_spreadsheet,
    table=read_table,
)
