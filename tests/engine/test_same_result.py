"""The same result to the byte, wherever the parts of a log end and whoever works on them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engine.parted import in_parts, log_of, on_disk, result

from verwaltung_mining import SAMPLES
from verwaltung_mining.engine.worker_processes import WorkerProcesses
from verwaltung_mining.settings import Settings

A_SAMPLE = Settings(tables={"analysis": {"sample_events": 3_000}})


@pytest.fixture(scope="module")
def processes() -> Iterator[WorkerProcesses]:
    executor = WorkerProcesses(2)
    yield executor
    executor.close()


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("number", [2, 7, 40])
def test_parts_make_no_difference(name: str, number: int) -> None:
    log = log_of(name)
    assert result(in_parts(log, number)) == result(log)


@pytest.mark.parametrize("name", SAMPLES)
def test_worker_processes_make_no_difference(
    name: str, processes: WorkerProcesses, tmp_path: Path
) -> None:
    log = log_of(name)
    assert result(on_disk(log, 3, processes, tmp_path)) == result(log)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_cases_are_drawn_wherever_the_parts_end(
    name: str, processes: WorkerProcesses, tmp_path: Path
) -> None:
    log = log_of(name)
    drawn = result(log, A_SAMPLE)
    assert drawn != result(log)
    assert result(in_parts(log, 7), A_SAMPLE) == drawn
    assert result(on_disk(log, 3, processes, tmp_path), A_SAMPLE) == drawn
