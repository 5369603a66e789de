"""The kernels as pm4py answers them, on a frame that is already formatted and sorted."""

from functools import partial

import pandas as pd  # type: ignore[import-untyped]
import pm4py
import polars as pl
from benchmarks.performance.answers import CASES, DFG, REWORK, TIMES, VARIANTS, Answer, Contender


def contenders(events: pl.DataFrame) -> list[Contender]:
    """One per kernel; p90 is a figure pm4py does not give."""
    log = _frame(events)
    return [
        Contender(kernel=kernel, program="pm4py", run=partial(ask, log), answer=ANSWERS[kernel])
        for kernel, ask in FUNCTIONS.items()
    ]


def _frame(events: pl.DataFrame) -> pd.DataFrame:
    digits = len(str(events["case"].max()))
    frame = pd.DataFrame(
        {
            "case:concept:name": events["case"].cast(pl.String).str.zfill(digits).to_list(),
            "concept:name": events["activity"].cast(pl.String).to_list(),
            "time:timestamp": pd.to_datetime(events["timestamp"].to_numpy(), utc=True),
        }
    )
    return pm4py.format_dataframe(
        frame,
        case_id="case:concept:name",
        activity_key="concept:name",
        timestamp_key="time:timestamp",
    )


def _dfg(result: tuple[dict[tuple[str, str], int], object, object]) -> Answer:
    return {(int(source), int(target)): n for (source, target), n in result[0].items()}


def _times(result: tuple[dict[tuple[str, str], dict[str, float]], object, object]) -> Answer:
    return {
        (int(source), int(target)): (float(time["median"]), float(time["mean"]), None)
        for (source, target), time in result[0].items()
    }


def _variants(result: dict[tuple[str, ...], int]) -> Answer:
    return {tuple(map(int, activities)): cases for activities, cases in result.items()}


def _rework(result: dict[str, int]) -> Answer:
    return {int(activity): cases for activity, cases in result.items()}


def _cases(result: list[float]) -> Answer:
    return dict(enumerate(sorted(map(float, result))))


FUNCTIONS = {
    DFG: pm4py.discover_dfg,
    TIMES: pm4py.discover_performance_dfg,
    VARIANTS: pm4py.get_variants,
    REWORK: pm4py.get_rework_cases_per_activity,
    CASES: pm4py.get_all_case_durations,
}
ANSWERS = {DFG: _dfg, TIMES: _times, VARIANTS: _variants, REWORK: _rework, CASES: _cases}
