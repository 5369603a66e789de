"""Who runs a task over the parts of a log."""

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Executor(Protocol):
    """Runs tasks that know nothing of each other.

    Tasks and what they give must be picklable, unless they run in this process.
    """

    @property
    def here(self) -> bool:
        """Whether all tasks run in this process."""
        ...

    def map(self, task: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """What the task gives for each item, in their order, whatever is done first."""
        ...


ONE_PART = threading.Lock()


class InProcess:
    """One task after the other in this process.

    Of a table in several parts only one is worked on at any moment, whichever threads ask: so the
    memory that a part takes is taken once.
    """

    here: ClassVar[bool] = True

    def map(self, task: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """What the task gives for each item, in their order."""
        return map(partial(_alone, task) if len(items) > 1 else task, items)


def _alone(task: Callable[[T], R], item: T) -> R:
    with ONE_PART:
        return task(item)
