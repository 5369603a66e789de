"""Who runs a task over the parts of a log."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Executor(Protocol):
    """Runs tasks that know nothing of each other.

    Tasks and what they give must be picklable, unless they run in this process.
    """

    def map(self, task: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """What the task gives for each item, in their order, whatever is done first."""
        ...


class InProcess:
    """One task after the other in this process."""

    def map(self, task: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """What the task gives for each item, in their order."""
        return map(task, items)
