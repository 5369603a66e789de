"""One part of a table, in memory or on the disk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

import polars as pl

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.object_store import cloud_options, is_address, unreachable
from verwaltung_mining.texts import Text


class Table(Protocol):
    """Rows that can be had when they are needed."""

    @property
    def only_here(self) -> bool:
        """Whether only this process has them."""
        ...

    def load(self, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """The rows, of these columns only; all columns where none are named."""
        ...


@dataclass(frozen=True, slots=True)
class InMemory:
    """A part that this process holds."""

    frame: pl.DataFrame
    only_here: ClassVar[bool] = True

    def load(self, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """The rows, of these columns only; all columns where none are named."""
        return self.frame if columns is None else self.frame.select(columns)


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A Parquet file that every process can read under this address (a path or a URL)."""

    address: str
    only_here: ClassVar[bool] = False

    def load(self, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """The rows, of these columns only; all columns where none are named."""
        wanted = None if columns is None else list(columns)
        try:
            return pl.read_parquet(self.address, columns=wanted, **cloud_options(self.address))
        except FileNotFoundError as error:
            raise _gone(self.address) from error
        except (OSError, pl.exceptions.ComputeError) as error:
            if not is_address(self.address):
                raise
            raise unreachable(self.address) from error

    def rows(self, columns: Sequence[str], offset: int, length: int) -> pl.DataFrame:
        """Some rows that follow each other, of these columns only."""
        return pl.scan_parquet(self.address).select(columns).slice(offset, length).collect()


@dataclass(frozen=True, slots=True)
class SeenThrough:
    """A part as a view shows it: made anew whenever it is asked for, kept nowhere."""

    table: Table
    view: Callable[[pl.DataFrame], pl.DataFrame]
    needs: Sequence[str] | None = None
    """Columns that the view looks at; None: all."""

    @property
    def only_here(self) -> bool:
        """As the part itself."""
        return self.table.only_here

    def load(self, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """The rows that the view shows, of these columns only."""
        seen = self.view(self.table.load(self.needs))
        return seen if columns is None else seen.select(columns)


def _gone(address: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{address} ist nicht mehr da: Das Protokoll wurde währenddessen ersetzt.",
            en=f"{address} is no longer there: the log was replaced meanwhile.",
        ),
        hint=Text(de="Beginnen Sie noch einmal.", en="begin again."),
    )
