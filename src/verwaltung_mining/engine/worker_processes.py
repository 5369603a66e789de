"""Tasks side by side in processes of their own on this machine."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, ClassVar, TypeVar

from verwaltung_mining.errors import WorkerLostError
from verwaltung_mining.texts import Text

T = TypeVar("T")
R = TypeVar("R")

ATTEMPTS = 3
"""So often a task is begun before the loss of its process is an error."""


class _Processes(SpawnContext):
    """Begins processes and knows them all, also one begun while its pool already broke."""

    def __init__(self) -> None:
        super().__init__()
        self._begun: list[SpawnProcess] = []

    def Process(self, *arguments: Any, **named: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802
        self._begun.append(SpawnProcess(*arguments, **named))
        return self._begun[-1]

    def end(self) -> None:
        """End those still there."""
        for process in self._begun:
            if process.is_alive():
                process.terminate()
        self._begun.clear()


class WorkerProcesses:
    """Each process works on one part at a time.

    A process that ends before its task (killed, out of memory) is replaced and the task begun
    anew.
    """

    here: ClassVar[bool] = False

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._processes = _Processes()
        self._pool: ProcessPoolExecutor | None = None

    def map(self, task: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """What the task gives for each item, in their order.

        Raises WorkerLostError where the process of a task ends again and again.
        """
        done: dict[int, R] = {}
        for _ in range(ATTEMPTS):
            waiting = [k for k in range(len(items)) if k not in done]
            done |= self._attempted(task, {k: items[k] for k in waiting})
            if len(done) == len(items):
                return iter([done[k] for k in range(len(items))])
        raise _lost(len(items) - len(done))

    def close(self) -> None:
        """End the processes."""
        self._end()

    def _attempted(self, task: Callable[[T], R], items: dict[int, T]) -> dict[int, R]:
        """What was done before a process was lost, if one was."""
        futures: dict[int, Future[R]] = {}
        try:
            self._submit(task, items, futures)
            return {k: future.result() for k, future in futures.items()}
        except BrokenProcessPool:
            self._end()
            return {k: future.result() for k, future in futures.items() if _succeeded(future)}
        except BaseException:
            self._end()
            raise

    def _submit(
        self, task: Callable[[T], R], items: dict[int, T], futures: dict[int, Future[R]]
    ) -> None:
        """Hand over the tasks; a process is begun with each until all are there.

        One that ends meanwhile takes the pipes from under the next one's start, which Python
        (3.11 to 3.14) tells as an error of the pipe (`OSError`, `ValueError`).
        """
        pool = self._started()
        try:
            for k, item in items.items():
                futures[k] = pool.submit(task, item)
        except (OSError, ValueError) as error:
            raise BrokenProcessPool from error

    def _started(self) -> ProcessPoolExecutor:
        """Processes with as many threads as their share of the machine."""
        if self._pool is None:
            threads = max(1, (os.cpu_count() or 1) // self._workers)
            self._pool = ProcessPoolExecutor(
                self._workers,
                mp_context=self._processes,
                initializer=os.putenv,
                initargs=("POLARS_MAX_THREADS", str(threads)),
            )
        return self._pool

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
        self._processes.end()


def _succeeded(future: Future[R]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _lost(tasks: int) -> WorkerLostError:
    return WorkerLostError(
        Text(
            de=f"Ein Arbeitsprozess endete {ATTEMPTS}-mal, bevor er fertig war; "
            f"{tasks} Teile des Protokolls fehlen.",
            en=f"a worker process ended {ATTEMPTS} times before it was done; "
            f"{tasks} parts of the log are missing.",
        ),
        hint=Text(
            de="Wahrscheinlich fehlte Arbeitsspeicher: Nehmen Sie weniger Prozesse (--workers 1).",
            en="memory probably ran out: use fewer processes (--workers 1).",
        ),
    )
