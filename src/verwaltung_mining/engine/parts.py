"""A table in parts, so that no step needs more of it at once than one part."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

import polars as pl

from verwaltung_mining.engine.executor import Executor, InProcess
from verwaltung_mining.engine.tables import InMemory, SeenThrough, Table

B = TypeVar("B")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Parts that follow each other in the order of the cases; no case lies in two of them.

    There is at least one part. What a task gives must not depend on where the parts end: it looks
    at one case at a time, or gives counts and integer sums that are then added up.
    """

    tables: tuple[Table, ...]
    executor: Executor
    kept_by: object = field(default=None, compare=False, repr=False)
    """What keeps passing files there as long as these parts are in use; None: nothing has to."""

    @classmethod
    def of(cls, frame: pl.DataFrame) -> "Parts":
        """A table that fits into memory: one part, worked on in this process."""
        return cls(tables=(InMemory(frame),), executor=InProcess())

    def on(self, executor: Executor) -> "Parts":
        """The same table, worked on by another executor.

        Rows that only this process has, or that pass, are worked on as before: sending them takes
        longer, and others may not see them.
        """
        here = self.kept_by is not None or any(table.only_here for table in self.tables)
        return self if here else replace(self, executor=executor)

    def one_by_one(
        self, task: Callable[[pl.DataFrame], R], *, columns: Sequence[str] | None = None
    ) -> Iterator[R]:
        """What the task gives for each part, in their order, as it comes: to be added up."""
        return self.executor.map(partial(_of_part, task, columns), self.tables)

    def map(
        self, task: Callable[[pl.DataFrame], R], *, columns: Sequence[str] | None = None
    ) -> list[R]:
        """What the task gives for each part, in their order; it sees only `columns`, if named."""
        return list(self.one_by_one(task, columns=columns))

    def one_by_one_with(
        self,
        task: Callable[[pl.DataFrame, B], R],
        beside: Sequence[B],
        *,
        columns: Sequence[str] | None = None,
    ) -> Iterator[R]:
        """As `one_by_one`, of a task that also gets what stands for each part in `beside`."""
        if len(beside) != len(self.tables):
            raise ValueError(f"{len(beside)} for {len(self.tables)} parts")
        pairs = _Pairs(self.tables, beside)
        return self.executor.map(partial(_with_beside, task, columns), pairs)

    def frames(self, *, columns: Sequence[str] | None = None) -> Iterator[pl.DataFrame]:
        """The parts as they are, one after the other, read by the process that asks."""
        return (table.load(columns) for table in self.tables)

    def each(
        self,
        task: Callable[[pl.DataFrame], pl.DataFrame],
        *,
        columns: Sequence[str] | None = None,
    ) -> pl.DataFrame:
        """The rows that the task gives for each part, one part after the other."""
        return pl.concat(self.map(task, columns=columns))

    def collect(self, *columns: str, where: pl.Expr | None = None) -> pl.DataFrame:
        """The rows for which `where` holds, of these columns, all parts together in memory.

        The process that asks reads them itself: nothing is gained by sending them around.
        """
        wanted = list(dict.fromkeys(columns)) or None
        needed = None if wanted is None else _needed(wanted, where)
        return pl.concat(_chosen(wanted, where, table.load(needed)) for table in self.tables)

    def column(self, name: str) -> pl.Series:
        """One column of all parts together in memory."""
        return self.collect(name)[name]

    def seen_through(
        self,
        views: Sequence[Callable[[pl.DataFrame], pl.DataFrame]],
        *,
        needs: Sequence[str] | None = None,
    ) -> "Parts":
        """The parts, each as its view shows it; a view must show what lies within one case.

        `needs` are the columns that the views look at; None: all.
        """
        seen = zip(self.tables, views, strict=True)
        return replace(self, tables=tuple(SeenThrough(table, view, needs) for table, view in seen))


@dataclass(frozen=True, slots=True)
class _Pairs(Sequence[tuple[Table, B]]):
    """Tables and what stands beside them, each made when it is asked for."""

    tables: Sequence[Table]
    beside: Sequence[B]

    def __len__(self) -> int:
        return len(self.tables)

    def __getitem__(self, place: Any) -> Any:
        return self.tables[place], self.beside[place]


def as_it_is(rows: pl.DataFrame) -> pl.DataFrame:
    """The view that shows everything."""
    return rows


def _of_part(task: Callable[[pl.DataFrame], R], columns: Sequence[str] | None, table: Table) -> R:
    return task(table.load(columns))


def _needed(columns: list[str], where: pl.Expr | None) -> list[str]:
    """The columns, and those that the condition asks for."""
    asked = [] if where is None else where.meta.root_names()
    return list(dict.fromkeys([*columns, *asked]))


def _chosen(columns: list[str] | None, where: pl.Expr | None, part: pl.DataFrame) -> pl.DataFrame:
    rows = part if where is None else part.filter(where)
    return rows if columns is None else rows.select(columns)


def _with_beside(
    task: Callable[[pl.DataFrame, B], R], columns: Sequence[str] | None, item: tuple[Table, B]
) -> R:
    table, beside = item
    return task(table.load(columns), beside)
