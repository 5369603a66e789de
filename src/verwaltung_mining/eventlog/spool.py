"""More rows than fit into memory, put in parts by a key: sorted runs on the disk.

Rows come in the order of the file. What there is room for is sorted by the key and written as one
run. A part is a range of keys, read from every run that holds some of it. No key lies in two parts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

import numpy as np
import polars as pl

from verwaltung_mining.engine import Executor, OnDisk, Parts
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.shelf import Shelf

KEY, ROW = "key", "row"
"""Columns of every row: what parts are ranges of, and its unique place in the file."""
GROUPS_OF_A_RUN = 64
"""Row groups of a run: of as many parts each reads little more than its own rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Rows in a file, sorted by KEY and ROW."""

    file: OnDisk
    keys: pl.DataFrame
    """`key` and `rows`, ascending."""
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spooled:
    """Rows by a key: all in memory, or all in runs. Those of several tasks are put together."""

    held: pl.DataFrame | None
    """Columns as they came, in the order of the file; None where they lie in runs."""
    runs: tuple[Run, ...] = ()
    shelf: Shelf | None = None
    """Where the runs lie."""

    def parts(self, room: Room, executor: Executor) -> Parts:
        """All rows, by ROW in each part, without KEY; the parts in the order of their keys."""
        if self.held is not None:
            return Parts.of(self.held.sort(ROW).drop(KEY))
        bounds = _bounds([run.keys for run in self.runs], room.rows)
        slices = [_slices(run, bounds) for run in self.runs]
        names = tuple(name for name in self.runs[0].columns if name != KEY)
        return Parts(
            tables=tuple(_Range(part, names) for part in zip(*slices, strict=True)),
            executor=executor,
            kept_by=self.shelf,
        )


def together(each: Iterable[Spooled], shelf: Shelf | None) -> Spooled:
    """What several tasks put on one shelf; what a single one holds."""
    spooled = list(each)
    runs = tuple(run for one in spooled for run in one.runs)
    return Spooled(held=None, runs=runs, shelf=shelf) if shelf else spooled[0]


class Spool:
    """Takes rows with KEY (integer) and ROW (unsigned), and puts them in order.

    Other columns are numbers, codes or stamps: what lies on the disk has no labels.
    """

    def __init__(self, room: Room, shelf: Shelf | None = None) -> None:
        """No rows yet. On a `shelf` all rows are put; without one, those there is no room for."""
        self._room = room
        self._shelf = shelf
        self._held: list[pl.DataFrame] = []
        self._runs: list[Run] = []

    def add(self, rows: pl.DataFrame) -> None:
        """Take rows that follow those before."""
        self._held.append(rows)
        if sum(each.height for each in self._held) >= self._room.rows:
            self._write()

    def spooled(self) -> Spooled:
        """All rows taken."""
        if self._shelf is None:
            return Spooled(held=pl.concat(self._held))
        self._write()
        return Spooled(held=None, runs=tuple(self._runs), shelf=self._shelf)

    def _write(self) -> None:
        self._shelf = self._shelf or Shelf.of(self._room)
        if self._runs and not sum(each.height for each in self._held):
            return
        rows = pl.concat(self._held)
        self._held = [rows.clear()]
        self._runs.append(run_of(rows, self._shelf))


def run_of(rows: pl.DataFrame, shelf: Shelf) -> Run:
    """Rows put on a shelf by their keys."""
    by_key = rows.sort(KEY, ROW)
    file = shelf.put(by_key, row_groups=GROUPS_OF_A_RUN)
    return Run(file=file, keys=_keys(by_key[KEY]), columns=tuple(rows.columns))


@dataclass(frozen=True, slots=True)
class _Slice:
    """Some rows of a run that follow each other."""

    file: OnDisk
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class _Range:
    """A range of keys as one part."""

    slices: tuple[_Slice, ...]
    columns: tuple[str, ...]
    only_here: ClassVar[bool] = False

    def load(self, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """The rows, of these columns only, in the order of the file."""
        wanted = list(self.columns if columns is None else columns)
        read = list(dict.fromkeys([*wanted, ROW]))
        found = [each.file.rows(read, each.offset, each.length) for each in self.slices]
        return pl.concat(found).sort(ROW).select(wanted)


def _slices(run: Run, bounds: list[int]) -> list[_Slice]:
    """The rows of a run between each bound and the next."""
    ends = np.concatenate([[0], run.keys["rows"].cast(pl.Int64).cum_sum().to_numpy()])
    places = ends[np.searchsorted(run.keys[KEY].to_numpy(), bounds)].tolist()
    return [_Slice(run.file, low, high - low) for low, high in pairwise(places)]


def _keys(keys: pl.Series) -> pl.DataFrame:
    """The sorted keys, each once, and how many rows have it."""
    runs = keys.rle().struct.unnest()
    return runs.select(pl.col("value").alias(KEY), pl.col("len").alias("rows"))


def _bounds(keys: list[pl.DataFrame], rows: int) -> list[int]:
    """First key of every part, and one beyond the last: parts of so many rows where keys allow."""
    counts = pl.concat(keys).group_by(KEY).agg(pl.col("rows").sum()).sort(KEY)
    if counts.is_empty():
        return [0, 0]
    before = pl.col("rows").cum_sum() - pl.col("rows")
    firsts = counts.filter((before // rows).rle_id().diff().fill_null(1) > 0)[KEY].to_list()
    return [*firsts, int(counts[KEY][-1]) + 1]
