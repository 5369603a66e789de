"""Tasks as jobs of a Spark cluster: Spark ships addresses of parts, Polars reads and computes."""

import platform
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import metadata
from typing import TYPE_CHECKING, ClassVar, TypeVar

from verwaltung_mining.errors import VerwaltungMiningError, WorkersDifferError
from verwaltung_mining.texts import Text

if TYPE_CHECKING:
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

T = TypeVar("T")
R = TypeVar("R")

PACKAGES = ("verwaltung-mining", "polars")
"""What a worker must have in the version of the driver."""
TASKS_OF_A_CORE = 4
"""Tasks of one job for each core: fewer leave cores idle while the last ones end."""
TOLD = (VerwaltungMiningError, OSError)
"""Errors that tell a user what to do; those of the system do so where it is known what is written.
"""


class SparkJobs:
    """One Spark task per part; the driver gets only what the tasks give back.

    Spark begins a failed task anew, as often as it is set up to (`spark.task.maxFailures`).
    """

    here: ClassVar[bool] = False

    def __init__(self, session: "SparkSession") -> None:
        """Raises WorkersDifferError where a worker lacks this package or has another version."""
        self._context = session.sparkContext
        _check(self._context)

    def map(self, task: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """What the task gives for each item, in their order; a break-off ends the job.

        One job has some tasks for each core: what they give waits in the driver until the caller
        has taken it, and of many parts that would be much. What is TOLD is raised as it would be
        here, and its task not begun anew.
        """
        size = TASKS_OF_A_CORE * self._context.defaultParallelism
        for first in range(0, len(items), size):
            yield from self._job(
                task, [items[k] for k in range(first, min(first + size, len(items)))]
            )

    def _job(self, task: Callable[[T], R], items: list[T]) -> Iterator[R]:
        shipped = self._context.parallelize(items, len(items))
        try:
            done = shipped.map(partial(_told, task)).collect()
        except KeyboardInterrupt:
            self._context.cancelAllJobs()
            raise
        for given in done:
            if isinstance(given, TOLD):
                raise given
            yield given


def _told(task: Callable[[T], R], item: T) -> R | VerwaltungMiningError | OSError:
    """What the task gives, or the error that says why not: Spark would pass on its text."""
    try:
        return task(item)
    except TOLD as error:
        return error


def _check(context: "SparkContext") -> None:
    """Ask as many tasks as the cluster runs side by side which versions they have.

    The question is defined here, so that it is shipped as code and can be asked where this package
    is missing.
    """

    def asked(_: int) -> tuple[str, dict[str, str]]:
        found = {}
        for package in packages:
            try:
                found[package] = metadata.version(package)
            except metadata.PackageNotFoundError:
                found[package] = ""
        return platform.node(), found

    packages, tasks = PACKAGES, context.defaultParallelism
    for worker, theirs in context.parallelize(range(tasks), tasks).map(asked).collect():
        for package in PACKAGES:
            if theirs[package] != metadata.version(package):
                raise _different(worker, package, theirs[package])


def _different(worker: str, package: str, theirs: str) -> WorkersDifferError:
    ours = metadata.version(package)
    said = (
        Text(de=f"hat {package} {theirs}", en=f"has {package} {theirs}")
        if theirs
        else Text(de=f"hat {package} nicht", en=f"does not have {package}")
    )
    return WorkersDifferError(
        Text(
            de=f"Der Spark-Rechner {worker} {said.de}; hier läuft {ours}.",
            en=f"the Spark worker {worker} {said.en}; {ours} runs here.",
        ),
        hint=Text(
            de=f"Installieren Sie dort {package}=={ours}, oder geben Sie eine Umgebung mit "
            "(spark.archives).",
            en=f"install {package}=={ours} there, or ship an environment (spark.archives).",
        ),
    )
