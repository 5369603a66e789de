"""How fast the measures are, alone on a large log and beside pm4py on a smaller one.

    python benchmarks/measures.py [EVENTS] [EVENTS_BESIDE_PM4PY]

Prints a Markdown table: median of three runs in milliseconds, machine, versions. pm4py sees the
smaller log only, so the ratio is that of the two columns before it.
"""

import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from statistics import median

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import pm4py
import polars as pl

from verwaltung_mining.calendar import Calendar, WeeklyHours
from verwaltung_mining.eventlog.schema import EVENT_SCHEMA
from verwaltung_mining.measures import (
    busy_time,
    directly_follows,
    first_time_right,
    handover,
    processing_time,
    rework,
    sojourn_time,
    throughput_time,
    transitions,
    variant,
    variants,
    waiting_time,
    work_in_progress,
)

EVENTS = 1_000_000
EVENTS_BESIDE_PM4PY = 100_000
RUNS = 3
SEED = 1
EVENTS_PER_CASE = 11
ACTIVITIES = 25
UNITS = 10
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
SECONDS_OF_LOG = 4 * 365 * 24 * 3600
MEAN_GAP_SECONDS = 3 * 24 * 3600
MEAN_WORK_SECONDS = 3600
OFFICE = Calendar(hours=WeeklyHours().spans(), zone="Europe/Berlin", land="NW")
OFFICE_SLOTS = [(day * 86400 + 8 * 3600, day * 86400 + 17 * 3600) for day in range(5)]

Measure = Callable[[pl.LazyFrame], pl.LazyFrame]
MEASURES: dict[str, Measure] = {
    "throughput_time": throughput_time,
    "sojourn_time": sojourn_time,
    "sojourn_time, office hours": partial(sojourn_time, calendar=OFFICE),
    "waiting_time": waiting_time,
    "processing_time": processing_time,
    "busy_time": busy_time,
    "rework": rework,
    "first_time_right": first_time_right,
    "handover": handover,
    "directly_follows": directly_follows,
    "transitions": transitions,
    "transitions, office hours": partial(transitions, calendar=OFFICE),
    "variant": variant,
    "variants": variants,
    "work_in_progress": lambda events: work_in_progress(throughput_time(events), every="1d"),
}
PM4PY: dict[str, Callable[[pd.DataFrame], object]] = {
    "throughput_time": pm4py.get_all_case_durations,
    "rework": pm4py.get_rework_cases_per_activity,
    "handover": partial(pm4py.discover_handover_of_work_network, resource_key="org:group"),
    "transitions": pm4py.discover_performance_dfg,
    "transitions, office hours": partial(
        pm4py.discover_performance_dfg, business_hours=True, business_hour_slots=OFFICE_SLOTS
    ),
    "variants": pm4py.get_variants,
}
"""The function of pm4py that answers the same question, on completion stamps."""


def generated(events: int) -> pl.DataFrame:
    """A random log: cases walk forward through the activities and now and then back."""
    random = np.random.default_rng(SEED)
    lengths = random.poisson(EVENTS_PER_CASE - 1, events // EVENTS_PER_CASE) + 1
    case = np.repeat(np.arange(len(lengths)), lengths)
    total = len(case)
    first = np.r_[True, case[1:] != case[:-1]]
    moves = random.choice([1, 2, 0, -2], p=[0.8, 0.1, 0.03, 0.07], size=total)
    begun = np.repeat(random.integers(0, SECONDS_OF_LOG, len(lengths)), lengths)
    gaps = random.exponential(MEAN_GAP_SECONDS, total).astype(np.int64)
    frame = pl.DataFrame(
        {
            "case": case,
            "activity": _within_case(np.where(first, 0, moves), case).clip(0) % ACTIVITIES,
            "org_unit": random.integers(0, UNITS, total),
            "person": random.integers(0, 4, total),
            "worked": random.exponential(MEAN_WORK_SECONDS, total).astype(np.int64),
            "since": begun + _within_case(gaps, case),
        }
    )
    stamp = pl.lit(BEGIN).cast(EVENT_SCHEMA["timestamp"]) + pl.duration(seconds="since")
    stamped = frame.with_columns(
        timestamp=stamp,
        start=stamp - pl.duration(seconds="worked"),
        time_precision=pl.lit("second"),
        local_date=stamp.dt.date(),
    )
    return stamped.cast(dict(EVENT_SCHEMA)).select(EVENT_SCHEMA.names())  # type: ignore[arg-type]


def _within_case(steps: np.ndarray, case: np.ndarray) -> np.ndarray:
    """Running sum that begins anew with each case."""
    running = np.cumsum(steps)
    firsts = np.flatnonzero(np.r_[True, case[1:] != case[:-1]])
    before = (running - steps)[firsts]
    return np.asarray(running - np.repeat(before, np.diff(np.r_[firsts, len(case)])))


def pm4py_frame(events: pl.DataFrame) -> pd.DataFrame:
    """The same events as pm4py wants them, already sorted and formatted."""
    return pd.DataFrame(
        {
            "case:concept:name": events["case"].cast(pl.String).str.zfill(8).to_list(),
            "concept:name": events["activity"].cast(pl.String).to_list(),
            "time:timestamp": pd.to_datetime(events["timestamp"].to_numpy(), utc=True),
            "org:group": events["org_unit"].cast(pl.String).to_list(),
        }
    )


def milliseconds(run: Callable[[], object]) -> float:
    """Median of a few runs."""
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return median(times) * 1000


def main(events: int, beside: int) -> None:
    """Measure and print."""
    large, small = generated(events), generated(beside)
    theirs = pm4py_frame(small)
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"Polars {pl.__version__}, pm4py {pm4py.__version__}; median of {RUNS} runs, ms\n"
    )
    print(f"| measure | {large.height:,} events | {small.height:,} events | pm4py | ratio |")
    print("|---|---:|---:|---:|---:|")
    for name, measure in MEASURES.items():
        alone = milliseconds(measure(large.lazy()).collect)
        ours = milliseconds(measure(small.lazy()).collect)
        row = f"| {name} | {alone:,.0f} | {ours:,.1f} "
        if name in PM4PY:
            peer = milliseconds(partial(PM4PY[name], theirs))
            print(f"{row}| {peer:,.0f} | {peer / ours:,.0f} |", flush=True)
        else:
            print(f"{row}| | |", flush=True)


if __name__ == "__main__":
    sizes = [int(float(size)) for size in sys.argv[1:]]
    main(*(sizes + [EVENTS, EVENTS_BESIDE_PM4PY][len(sizes) :]))
