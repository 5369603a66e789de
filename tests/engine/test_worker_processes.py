"""Worker processes: in order, replaced when killed, tidied up."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest
from tests.engine import tasks
from tests.engine.parted import log_of, on_disk, result

from verwaltung_mining.engine.worker_processes import WorkerProcesses
from verwaltung_mining.errors import WorkerLostError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")


@pytest.fixture
def processes() -> Iterator[WorkerProcesses]:
    executor = WorkerProcesses(2)
    yield executor
    executor.close()


def test_results_come_in_the_order_of_the_items(processes: WorkerProcesses) -> None:
    assert list(processes.map(tasks.doubled, list(range(20)))) == list(range(0, 40, 2))
    assert list(processes.map(tasks.doubled, [])) == []


def test_a_killed_process_is_replaced_and_its_task_done(
    processes: WorkerProcesses, tmp_path: Path
) -> None:
    task = partial(tasks.killed_once, str(tmp_path))
    assert list(processes.map(task, list(range(6)))) == list(range(0, 12, 2))
    assert (tmp_path / "killed").exists()


def test_a_process_that_ends_while_the_next_one_begins_is_a_loss_like_another(
    processes: WorkerProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = processes._processes.Process
    begun: list[SpawnProcess] = []

    def after_a_loss(*arguments: object, **named: object) -> SpawnProcess:
        begun.append(begin(*arguments, **named))
        if len(begun) == 2:
            begun[0].kill()
            _until(lambda: processes._pool is not None and bool(processes._pool._broken))
        return begun[-1]

    monkeypatch.setattr(processes._processes, "Process", after_a_loss)
    assert list(processes.map(tasks.doubled, list(range(6)))) == list(range(0, 12, 2))
    assert len(begun) > 2
    processes.close()
    _until(lambda: not any(process.is_alive() for process in begun))


def test_a_task_that_always_kills_its_process_is_an_error_with_a_remedy(
    processes: WorkerProcesses,
) -> None:
    with pytest.raises(WorkerLostError, match="fewer processes"):
        processes.map(tasks.always_killed, [1])
    assert list(processes.map(tasks.doubled, [4])) == [8]


def test_an_error_in_a_task_is_told_as_it_is(processes: WorkerProcesses) -> None:
    with pytest.raises(ValueError, match="no 7"):
        processes.map(tasks.failing, [7])


def test_an_analysis_whose_worker_is_killed_midway_ends_with_the_same_result(
    processes: WorkerProcesses, tmp_path: Path
) -> None:
    log = log_of("wohngeld")
    parted = on_disk(log, 4, processes, tmp_path)
    killed: list[int] = []
    killer = threading.Thread(target=_kill_one, args=(processes, killed))
    killer.start()
    found = result(parted)
    killer.join()
    assert killed
    assert found == result(log)


def _until(met: Callable[[], bool]) -> None:
    """Wait until something is so; after ten seconds it is an error."""
    end = time.monotonic() + 10
    while not met():
        assert time.monotonic() < end
        time.sleep(0.01)


def _kill_one(processes: WorkerProcesses, killed: list[int]) -> None:
    """Kill the first process that is there."""
    while not killed:
        pool = processes._pool
        running = list(pool._processes) if pool is not None and pool._processes else []
        for number in running[:1]:
            os.kill(number, signal.SIGKILL)
            killed.append(number)
        time.sleep(0.01)
