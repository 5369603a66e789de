"""Files in which rows lie until they are needed, for this process and for those that help it."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from verwaltung_mining.disk.refusals import told_as_unwritable
from verwaltung_mining.disk.scratch_folder import ScratchFolder
from verwaltung_mining.engine import InMemory, OnDisk, Parts, Table
from verwaltung_mining.eventlog.parquet_file import write_passing
from verwaltung_mining.eventlog.room import Room


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder for passing files. Sent to another process it is the same folder, not kept there."""

    path: Path
    kept_by: ScratchFolder | None = field(default=None, compare=False, repr=False)
    """Its owner: the folder goes when nothing refers to it any more."""

    @classmethod
    def of(cls, room: Room) -> "Shelf":
        """A new one, where what there is no room for may lie."""
        folder = ScratchFolder(room.folder)
        return cls(folder.path, folder)

    def put(self, rows: pl.DataFrame, *, row_groups: int = 1) -> OnDisk:
        """Write rows without labels. A task that is begun anew writes another file."""
        file = self.path / f"{secrets.token_hex(8)}.parquet"
        with told_as_unwritable(self.path.parent):
            write_passing(rows, file, row_groups=row_groups)
        return OnDisk(str(file))


def shelf_for(parts: Parts, room: Room) -> Shelf | None:
    """Where to put what tasks make of these parts; None where all of it fits into memory."""
    return None if all(table.only_here for table in parts.tables) else Shelf.of(room)


def put_down(rows: pl.DataFrame, shelf: Shelf | None) -> Table:
    """Rows on a shelf, or in memory where there is none."""
    return shelf.put(rows) if shelf else InMemory(rows)
