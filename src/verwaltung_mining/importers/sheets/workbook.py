"""A workbook opened safely, and its sheets as rows of cells."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import python_calamine as calamine

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.importers.text.file_bytes import (
    BOMB_GRACE_BYTES,
    BOMB_RATIO,
    StoredFile,
    bomb,
)
from verwaltung_mining.texts import Text

PANIC = "PanicException"
"""Class of the error by which the library gives up on a file it did not expect; it derives from
BaseException and has no module to be imported from."""


def open_workbook(stored: StoredFile) -> calamine.CalamineWorkbook:
    """The workbook.

    Raises FileUnreadableError where it is damaged, protected by a password or unpacks to more
    than a workbook may.
    """
    with told_as_unreadable(stored.path):
        content = BytesIO(b"".join(stored.pieces())) if stored.packed else stored.path
        _check_size(stored, content)
        return calamine.load_workbook(content)


def visible_sheets(book: calamine.CalamineWorkbook) -> list[str]:
    """The sheets with cells that a user of the workbook sees, in their order."""
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == calamine.SheetVisibleEnum.Visible
        and sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]


@contextmanager
def told_as_unreadable(path: Path) -> Iterator[None]:
    """Raise FileUnreadableError where the library cannot read the workbook."""
    try:
        yield
    except calamine.PasswordError as error:
        raise _protected(path) from error
    except (calamine.CalamineError, zipfile.BadZipFile) as error:
        raise _damaged(path) from error
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise _damaged(path) from error


def _check_size(stored: StoredFile, content: BytesIO | Path) -> None:
    """An old workbook is no archive and cannot unpack to more than it is."""
    if not zipfile.is_zipfile(content):
        return
    with zipfile.ZipFile(content) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > max(BOMB_GRACE_BYTES, BOMB_RATIO * stored.size):
        raise bomb(stored.path)


def _protected(path: Path) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{path.name} ist mit einem Kennwort geschützt.",
            en=f"{path.name} is protected by a password.",
        ),
        hint=Text(
            de="Speichern Sie die Tabelle ohne Kennwort oder als CSV (UTF-8).",
            en="save the workbook without a password, or as CSV (UTF-8).",
        ),
    )


def _damaged(path: Path) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{path.name} ist keine vollständige Tabellenmappe.",
            en=f"{path.name} is no complete workbook.",
        ),
        hint=Text(
            de="Öffnen Sie sie in Excel oder LibreOffice, und speichern Sie sie neu oder als CSV.",
            en="open it in Excel or LibreOffice, and save it anew or as CSV.",
        ),
    )
