"""Spark: the same result as in this process, also when a worker is killed; needs PySpark, Java."""

import errno
import os
import sys
from collections.abc import Iterator
from functools import partial
from importlib import metadata
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from tests.engine import tasks
from tests.engine.elsewhere import LosesAWorker
from tests.engine.parted import log_of, on_disk, result
from tests.importers.test_several_files import cut, stored

from verwaltung_mining import SAMPLES
from verwaltung_mining.engine.spark import SparkJobs
from verwaltung_mining.errors import FileUnreadableError, WorkersDifferError
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.importers import ReadOptions, read

sql = pytest.importorskip("pyspark.sql")


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Two tasks side by side; a failed one is begun anew up to three times."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    built = (
        sql.SparkSession.builder.master("local[2,4]")
        .appName("tests")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "512m")
        .getOrCreate()
    )
    yield built
    built.stop()


@pytest.fixture
def jobs(session: Any) -> SparkJobs:
    return SparkJobs(session)


def test_results_come_in_the_order_of_the_items(jobs: SparkJobs) -> None:
    assert list(jobs.map(tasks.doubled, list(range(20)))) == list(range(0, 40, 2))
    assert list(jobs.map(tasks.doubled, [])) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_spark_makes_no_difference(name: str, jobs: SparkJobs, tmp_path: Path) -> None:
    log = log_of(name)
    assert result(on_disk(log, 3, jobs, tmp_path)) == result(log)


def test_a_killed_worker_is_replaced_and_its_task_done(jobs: SparkJobs, tmp_path: Path) -> None:
    task = partial(tasks.killed_once, str(tmp_path))
    assert list(jobs.map(task, list(range(6)))) == list(range(0, 12, 2))
    assert (tmp_path / "killed").exists()


def test_what_a_user_can_act_on_is_said_as_it_is_here(jobs: SparkJobs, tmp_path: Path) -> None:
    folder = cut("bauantrag", tmp_path / "exports", 2)
    (folder / "zz.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(FileUnreadableError, match=r"zz\.csv has other columns") as caught:
        read(folder, ReadOptions(room=Room(folder=tmp_path)), jobs)
    assert "out of the folder" in caught.value.hint.en


def test_a_full_disk_of_a_worker_is_an_error_of_the_system(jobs: SparkJobs) -> None:
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as caught:
        list(jobs.map(tasks.on_a_full_disk, [1]))
    assert caught.value.errno == errno.ENOSPC


def test_an_import_as_a_job_gives_the_same_log(jobs: SparkJobs, tmp_path: Path) -> None:
    folder = cut("bauantrag", tmp_path / "exports", 5)
    little = ReadOptions(room=Room(rows=2_000, folder=tmp_path))
    here = stored(read(folder), tmp_path / "here")
    assert stored(read(folder, little, jobs), tmp_path / "spark") == here


def test_an_import_outlives_its_workers(jobs: SparkJobs, tmp_path: Path) -> None:
    folder = cut("bauantrag", tmp_path / "exports", 3)
    losing = LosesAWorker(jobs, tmp_path, jobs=6)
    found = stored(read(folder, ReadOptions(room=Room(folder=tmp_path)), losing), tmp_path / "it")
    assert found == stored(read(folder), tmp_path / "here")
    assert len(list(tmp_path.glob("job-*"))) == 6 < losing.begun


def test_another_version_on_the_workers_is_refused(
    session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def newer(package: str) -> str:
        return "99.0" if package == "polars" else version(package)

    monkeypatch.setattr(metadata, "version", newer)
    with pytest.raises(WorkersDifferError, match=r"install polars==99\.0 there"):
        SparkJobs(session)
