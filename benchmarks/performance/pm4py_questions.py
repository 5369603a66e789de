"""The questions of `analyze` that pm4py has a function for, answered from a stored log.

    python pm4py_questions.py STORED_LOG RESULT

RESULT becomes JSON: question → seconds. The process model is left out, as `analyze` leaves it out.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import pm4py

import verwaltung_mining as vm

QUESTIONS: Mapping[str, Callable[[pd.DataFrame], Any]] = {
    "which steps begin and end a case": lambda log: (
        pm4py.get_start_activities(log), pm4py.get_end_activities(log),
    ),
    "what follows what, how often": pm4py.discover_dfg,
    "what follows what, how fast": pm4py.discover_performance_dfg,
    "variants": pm4py.get_variants,
    "rework by activity": pm4py.get_rework_cases_per_activity,
    "throughput times": pm4py.get_all_case_durations,
    "usual times between steps": pm4py.discover_temporal_profile,
    "handovers between units": pm4py.discover_handover_of_work_network,
    "batches": pm4py.discover_batches,
}  # fmt: skip


def frame(stored: Path) -> pd.DataFrame:
    """All events as pm4py wants them; units stand where pm4py looks for resources.

    Without starts: its throughput times refuse a log that has them (2.7.23).
    """
    log = vm.read_log(stored).event_log
    events = log.events.collect("case", "activity", "org_unit", "timestamp")
    return pm4py.format_dataframe(
        pd.DataFrame(
            {
                "case:concept:name": events["case"].cast(str).to_list(),
                "concept:name": [log.activities[code] for code in events["activity"]],
                "org:resource": [log.org_units[code] for code in events["org_unit"]],
                "time:timestamp": pd.to_datetime(events["timestamp"].to_numpy(), utc=True),
            }
        )
    )


def main(stored: Path, result: Path) -> None:
    """Read, ask, write what each question took."""
    begin = time.perf_counter()
    log = frame(stored)
    taken = {"reading": time.perf_counter() - begin}
    for question, ask in QUESTIONS.items():
        begin = time.perf_counter()
        ask(log)
        taken[question] = time.perf_counter() - begin
    result.write_text(json.dumps(taken), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
