"""More rows than fit into memory, put in parts by a key: sorted runs on the disk.

Rows come in the order of the file. What there is room for is sorted by the key and written as one
run. A part is a range of keys, read from every run that holds some of it. No key lies in two parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import numpy as np
import polars as pl

from verwaltung_mining.disk.refusals import told_as_unwritable
from verwaltung_mining.disk.scratch_folder import ScratchFolder
from verwaltung_mining.engine import InProcess, Parts
from verwaltung_mining.eventlog.parquet_file import write_passing
from verwaltung_mining.eventlog.room import Room

KEY, ROW = "key", "row"
"""Columns of every row: what parts are ranges of, and its unique place in the file."""
GROUPS_OF_A_RUN = 64
"""Row groups of a run: of as many parts each reads little more than its own rows."""


class Spool:
    """Takes rows with KEY (integer) and ROW (unsigned), and gives them in parts.

    Other columns may be numbers, stamps, or Categorical: of these the codes are kept, which mean
    something in this process only.
    """

    def __init__(self, room: Room) -> None:
        """No rows yet."""
        self._room = room
        self._held: list[pl.DataFrame] = []
        self._runs: list[_Run] = []
        self._scratch: ScratchFolder | None = None

    def add(self, rows: pl.DataFrame) -> None:
        """Take rows that follow those before."""
        self._held.append(rows)
        if sum(each.height for each in self._held) >= self._room.rows:
            self._write()

    def parts(self) -> Parts:
        """All rows, by ROW in each part, without KEY; the parts in the order of their keys."""
        if not self._runs:
            return Parts.of(pl.concat(self._held).sort(ROW).drop(KEY))
        self._write()
        keys = [run.keys for run in self._runs]
        bounds = _bounds(keys, self._room.rows)
        tables = tuple(
            _Range(tuple(run.between(low, high) for run in self._runs), self._scratch)
            for low, high in pairwise(bounds)
        )
        return Parts(tables=tables, executor=InProcess())

    def _write(self) -> None:
        if not sum(each.height for each in self._held):
            return
        rows = pl.concat(self._held).sort(KEY, ROW)
        self._held = []
        self._scratch = self._scratch or ScratchFolder(self._room.folder)
        file = self._scratch.path / f"run-{len(self._runs):05d}.parquet"
        with told_as_unwritable(self._scratch.path.parent):
            write_passing(_numbers(rows), file, row_groups=GROUPS_OF_A_RUN)
        self._runs.append(_Run(file=file, keys=_keys(rows[KEY]), empty=rows.clear()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A file sorted by KEY and ROW."""

    file: Path
    keys: pl.DataFrame
    """`key` and `rows`, ascending."""
    empty: pl.DataFrame
    """No rows of the same columns: while it is there, codes of labels keep their meaning."""

    def between(self, low: int, high: int) -> "_Slice":
        """The rows with keys from `low` up to below `high`."""
        first, last = np.searchsorted(self.keys[KEY].to_numpy(), [low, high])
        before = self.keys["rows"]
        offset, length = int(before[:first].sum()), int(before[first:last].sum())
        return _Slice(run=self, offset=offset, length=length)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slice:
    run: _Run
    offset: int
    length: int

    def load(self, columns: Sequence[str]) -> pl.DataFrame:
        rows = pl.scan_parquet(self.run.file).select(columns).slice(self.offset, self.length)
        return rows.collect()


@dataclass(frozen=True, slots=True)
class _Range:
    """A range of keys as one part."""

    slices: tuple[_Slice, ...]
    kept_by: ScratchFolder | None
    only_here: ClassVar[bool] = True

    def load(self, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """The rows, of these columns only, in the order of the file."""
        known = self.slices[0].run.empty.schema
        wanted = [name for name in known if name != KEY] if columns is None else list(columns)
        read = list(dict.fromkeys([*wanted, ROW]))
        rows = pl.concat(each.load(read) for each in self.slices if each.length).sort(ROW)
        return rows.select(_column(name, known[name]) for name in wanted)


def _numbers(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.col(pl.Categorical).to_physical())


def _column(name: str, dtype: pl.DataType) -> pl.Expr:
    """A column as it was: codes as labels again."""
    return pl.col(name).cat.to(dtype) if dtype == pl.Categorical else pl.col(name)


def _keys(keys: pl.Series) -> pl.DataFrame:
    """The sorted keys, each once, and how many rows have it."""
    runs = keys.rle().struct.unnest()
    return runs.select(pl.col("value").alias(KEY), pl.col("len").alias("rows"))


def _bounds(keys: list[pl.DataFrame], rows: int) -> list[int]:
    """First key of every part, and one beyond the last: parts of so many rows where keys allow."""
    counts = pl.concat(keys).group_by(KEY).agg(pl.col("rows").sum()).sort(KEY)
    before = pl.col("rows").cum_sum() - pl.col("rows")
    firsts = counts.filter((before // rows).rle_id().diff().fill_null(1) > 0)[KEY].to_list()
    return [*firsts, int(counts[KEY][-1]) + 1]
