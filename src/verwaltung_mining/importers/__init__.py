"""Exports of any supported format as rows of a log; adding a format is one file and one line."""

from functools import partial
from pathlib import Path

from verwaltung_mining.engine import Executor
from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.importers import delimited, parquet, spreadsheet, xes
from verwaltung_mining.importers.assembly import build_log
from verwaltung_mining.importers.format import HEAD_BYTES, Format
from verwaltung_mining.importers.mapping import with_mapping
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.several_files import exports_in, table_of, told_of
from verwaltung_mining.importers.stamps.local_time import check_zone
from verwaltung_mining.importers.text.file_bytes import read_head
from verwaltung_mining.importers.text.not_text import is_text, no_text
from verwaltung_mining.texts import Text


def _is_xes(name: str, head: bytes) -> bool:
    markup = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return name.removesuffix(".gz").endswith(".xes") or (markup and b"<log" in head)


FORMATS: tuple[Format, ...] = (
    Format(name="xes", title=Text(de="XES", en="XES"), recognises=_is_xes, read=xes.read_xes),
    parquet.FORMAT,
    spreadsheet.FORMAT,
    delimited.FORMAT,
)
"""Asked in this order; the first that recognises a file reads it."""

__all__ = ["FORMATS", "ReadOptions", "read"]


def read(
    path: Path, options: ReadOptions | None = None, executor: Executor | None = None
) -> RawLog:
    """The rows of an export, in whichever of FORMATS it is, or of a folder of such exports.

    The files of a folder are read as one, in the order of their names; other executors than this
    process read several at a time. Raises FileUnreadableError, ColumnMissingError, AmbiguousError
    or SettingsError (mapping).
    """
    chosen = with_mapping(options or ReadOptions())
    check_zone(chosen.zone)
    if not path.is_dir():
        return _format_of(path).read(path, chosen)
    files = exports_in(path)
    try:
        formats = [_format_of(file) for file in files]
    except FileUnreadableError as error:
        raise told_of(path, error) from error
    table = table_of(path, files, formats)
    exports = [partial(table, file, chosen) for file in files]
    return build_log(exports, chosen, executor, name=path.name)


def _format_of(path: Path) -> Format:
    head = read_head(path, HEAD_BYTES)
    for entry in FORMATS:
        if entry.recognises(path.name.lower(), head):
            return entry
    if not is_text(head):
        raise no_text(path.name, head)
    titles = [entry.title for entry in FORMATS]
    raise FileUnreadableError(
        Text(
            de=f"Das Format von {path.name} ist nicht bekannt.",
            en=f"the format of {path.name} is not known.",
        ),
        hint=Text(
            de=f"Lesbar sind: {', '.join(t.de for t in titles)}.",
            en=f"formats that can be read: {', '.join(t.en for t in titles)}.",
        ),
    )
