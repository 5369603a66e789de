"""What a format tells the dispatcher."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.text.table import Table
from verwaltung_mining.texts import Text

HEAD_BYTES = 4096
"""Bytes from the start of the unpacked content by which a format may recognise a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One file format that can be read."""

    name: str
    title: Text
    """What a user calls it."""
    recognises: Callable[[str, bytes], bool]
    """By file name (lower case) and the first HEAD_BYTES of the unpacked content."""
    read: Callable[[Path, ReadOptions], RawLog]
    """One file as a log."""
    table: Callable[[Path, ReadOptions], Table] | None = None
    """One of several files that are read as one log; None: such files are read one by one."""
