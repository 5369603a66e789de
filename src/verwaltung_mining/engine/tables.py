"""One part of a table, in memory or on the disk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.texts import Text


class Table(Protocol):
    """Rows that can be had when they are needed."""

    def load(self, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """The rows, of these columns only; all columns where none are named."""
        ...


@dataclass(frozen=True, slots=True)
class InMemory:
    """A part that this process holds."""

    frame: pl.DataFrame

    def load(self, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """The rows, of these columns only; all columns where none are named."""
        return self.frame if columns is None else self.frame.select(columns)


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A Parquet file that every process can read under this address (a path or a URL)."""

    address: str

    def load(self, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """The rows, of these columns only; all columns where none are named."""
        wanted = None if columns is None else list(columns)
        try:
            return pl.read_parquet(self.address, columns=wanted)
        except FileNotFoundError as error:
            raise _gone(self.address) from error


def _gone(address: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{address} ist nicht mehr da: Das Protokoll wurde währenddessen ersetzt.",
            en=f"{address} is no longer there: the log was replaced meanwhile.",
        ),
        hint=Text(de="Beginnen Sie noch einmal.", en="begin again."),
    )
