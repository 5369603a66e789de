"""The same result to the byte, wherever the parts of a log end and whoever works on them."""

from collections.abc import Iterator

import pytest
from tests.engine.parted import in_parts, log_of, result

from verwaltung_mining import SAMPLES
from verwaltung_mining.engine.worker_processes import WorkerProcesses


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkerProcesses]:
    executor = WorkerProcesses(2, scratch=tmp_path_factory.mktemp("scratch"))
    yield executor
    executor.close()


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("number", [2, 7, 40])
def test_parts_make_no_difference(name: str, number: int) -> None:
    log = log_of(name)
    assert result(in_parts(log, number)) == result(log)


@pytest.mark.parametrize("name", SAMPLES)
def test_worker_processes_make_no_difference(name: str, processes: WorkerProcesses) -> None:
    log = log_of(name)
    assert result(in_parts(log, 3, processes)) == result(log)
