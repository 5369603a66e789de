"""Who runs a task over the parts of a log, and where what it makes is kept."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

import polars as pl

from verwaltung_mining.engine.tables import InMemory, Table

T = TypeVar("T")
R = TypeVar("R")

Keep = Callable[[pl.DataFrame], Table]
"""Puts a part that a task has made where later tasks find it."""


class Executor(Protocol):
    """Runs tasks that know nothing of each other.

    Tasks and what they give must be picklable, unless they run in this process.
    """

    @property
    def keep(self) -> Keep:
        """Where a part that a task makes is kept; called by the task, wherever it runs."""
        ...

    def map(self, task: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """What the task gives for each item, in their order, whatever is done first."""
        ...


class InProcess:
    """One task after the other in this process; parts stay in memory."""

    @staticmethod
    def keep(frame: pl.DataFrame) -> Table:
        """The part in one piece: what is asked of it again and again is asked of no pieces."""
        return InMemory(frame.rechunk())

    def map(self, task: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """What the task gives for each item, in their order."""
        return map(task, items)
