"""Tasks side by side in processes of their own on this machine."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import polars as pl

from verwaltung_mining.engine.executor import Keep
from verwaltung_mining.engine.scratch import scratch_folder
from verwaltung_mining.engine.tables import OnDisk
from verwaltung_mining.errors import WorkerLostError
from verwaltung_mining.texts import Text

T = TypeVar("T")
R = TypeVar("R")

ATTEMPTS = 3
"""So often a task is begun before the loss of its process is an error."""


class WorkerProcesses:
    """Each process works on one part at a time; parts that tasks make lie in a scratch folder.

    A process that ends before its task (killed, out of memory) is replaced and the task begun
    anew. The scratch folder holds coded events without persons; it goes with this object.
    """

    def __init__(self, workers: int, *, scratch: Path | None = None) -> None:
        """Raises UnwritableError where nothing can be written to `scratch`."""
        self._workers = workers
        self._folder = scratch_folder(None if scratch is None else str(scratch))
        self._pool: ProcessPoolExecutor | None = None

    @property
    def keep(self) -> Keep:
        """A Parquet file in the scratch folder."""
        return partial(kept_on_disk, self._folder.name)

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
        """End the processes and remove the scratch folder; nothing can be asked afterwards."""
        self._end()
        self._folder.cleanup()

    def _attempted(self, task: Callable[[T], R], items: dict[int, T]) -> dict[int, R]:
        """What was done before a process was lost, if one was."""
        futures = {}
        try:
            pool = self._started()
            futures = {k: pool.submit(task, item) for k, item in items.items()}
            return {k: future.result() for k, future in futures.items()}
        except BrokenProcessPool:
            self._end()
            return {k: future.result() for k, future in futures.items() if _succeeded(future)}
        except BaseException:
            self._end()
            raise

    def _started(self) -> ProcessPoolExecutor:
        """Processes with as many threads as their share of the machine."""
        if self._pool is None:
            threads = max(1, (os.cpu_count() or 1) // self._workers)
            self._pool = ProcessPoolExecutor(
                self._workers,
                mp_context=get_context("spawn"),
                initializer=os.putenv,
                initargs=("POLARS_MAX_THREADS", str(threads)),
            )
        return self._pool

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def kept_on_disk(folder: str, frame: pl.DataFrame) -> OnDisk:
    """A new Parquet file in a folder."""
    number, name = tempfile.mkstemp(suffix=".parquet", dir=folder)
    os.close(number)
    frame.write_parquet(name, compression="lz4")
    return OnDisk(name)


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
