"""The program answers in time; the exact numbers come from `benchmarks.performance startup`."""

import pytest
from benchmarks.performance import startup
from benchmarks.performance.targets import TARGETS
from benchmarks.performance.timing import PROGRAM, processes

GENEROUS = 2.0
"""Factor on the targets: tests run on busy machines."""
RUNS = 3


@pytest.mark.slow
def test_analyze_and_help_answer_in_time() -> None:
    if not startup.REAL_LOG.is_file():
        pytest.skip("the folder shared/data/logs is not beside the project")
    usages = {f"{key}/real": found.runs for key, found in startup.real_log(runs=RUNS).items()}
    usages["help"] = processes((*PROGRAM, "--help"), runs=RUNS)
    bounds = {target.id: target.bound for target in TARGETS}
    fastest = {what: min(run.seconds for run in runs) for what, runs in usages.items()}
    late = {what: time for what, time in fastest.items() if time > GENEROUS * bounds[what]}
    assert late == {}
