"""The program answers in time; the exact numbers come from benchmarks/analyze.py."""

from pathlib import Path

import pytest
from benchmarks.analyze import TARGETS, whole_processes
from tests.end_to_end.conftest import SHARED_LOGS

GENEROUS = 2.0
"""Factor on the targets: tests run on busy machines."""
RUNS = 3


@pytest.mark.slow
def test_analyze_and_help_answer_in_time(tmp_path: Path) -> None:
    log = SHARED_LOGS / "BPIC15_1.xes.gz"
    if not log.is_file():
        pytest.skip("the folder shared/data/logs is not beside the project")
    timings = whole_processes(log, tmp_path, runs=RUNS)
    late = {
        what: min(t.runs) for what, t in timings.items() if min(t.runs) > GENEROUS * TARGETS[what]
    }
    assert late == {}
