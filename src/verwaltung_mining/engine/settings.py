"""The [engine] section of the settings, and the executor that it asks for."""

import os
from typing import TYPE_CHECKING, Literal

import msgspec

from verwaltung_mining.engine.executor import Executor, InProcess
from verwaltung_mining.engine.spark import SparkJobs
from verwaltung_mining.engine.worker_processes import WorkerProcesses
from verwaltung_mining.errors import SettingsError
from verwaltung_mining.texts import Text

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

EngineKind = Literal["local", "processes", "spark"]


class EngineSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a log is worked on; the result is the same everywhere."""

    kind: EngineKind = "local"
    """"local": in this process; "processes": in several of this machine; "spark": on a cluster."""
    workers: int = 0
    """Processes side by side; 0: one per core."""
    spark_master: str = ""
    """Address of the Spark cluster, for instance "spark://host:7077" or "yarn"; left out: as Spark
    is set up."""

    def executor(self, session: "SparkSession | None" = None) -> Executor:
        """The executor; Spark's uses `session` where one is given.

        Raises SettingsError where PySpark is missing, WorkersDifferError where
        a Spark worker lacks this package.
        """
        if self.kind == "processes":
            return WorkerProcesses(self.workers or os.cpu_count() or 1)
        if self.kind == "spark":
            return SparkJobs(session or _session(self.spark_master))
        return InProcess()


def _session(master: str) -> "SparkSession":
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SettingsError(
            Text(de="PySpark ist nicht installiert.", en="PySpark is not installed."),
            hint=Text(
                de="Installieren Sie verwaltung-mining[spark].",
                en="install verwaltung-mining[spark].",
            ),
        ) from error
    named = SparkSession.builder.appName("verwaltung-mining")
    return (named.master(master) if master else named).getOrCreate()
