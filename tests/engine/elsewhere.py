"""Executors for tests: one that acts as if tasks ran elsewhere, one that loses a worker."""

import pickle
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeVar

from tests.engine import tasks

from verwaltung_mining.engine import Executor

T = TypeVar("T")
R = TypeVar("R")


class AsIfElsewhere:
    """Tasks, and what goes in and comes out, pass through pickle as between processes."""

    here: ClassVar[bool] = False

    def map(self, task: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """What the task gives for each item, in their order."""
        for item in items:
            shipped, with_item = pickle.loads(pickle.dumps((task, item)))
            yield pickle.loads(pickle.dumps(shipped(with_item)))


class LosesAWorker:
    """In each of its first jobs the process that begins the first task is killed."""

    here: ClassVar[bool] = False

    def __init__(self, executor: Executor, folder: Path, *, jobs: int) -> None:
        self._executor, self._folder = executor, folder
        self._jobs, self.begun = jobs, 0

    def map(self, task: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """What the task gives for each item, in their order."""
        self.begun += 1
        if self.begun > self._jobs:
            return self._executor.map(task, items)
        marker = str(self._folder / f"job-{self.begun}")
        return self._executor.map(partial(tasks.killed_before, marker, task), items)
