"""Every measure alone: how fast it is on a large log."""

from collections.abc import Callable
from functools import partial

import polars as pl
from benchmarks.performance.report import OURS
from benchmarks.performance.timing import Measurement, timed

from verwaltung_mining.calendar import Calendar, WeeklyHours
from verwaltung_mining.measures import (
    busy_time,
    directly_follows,
    first_time_right,
    handover,
    processing_time,
    repetitions,
    rework,
    sojourn_time,
    throughput_time,
    transitions,
    variant,
    variants,
    waiting_time,
    work_in_progress,
)

OFFICE = Calendar(hours=WeeklyHours().spans(), zone="Europe/Berlin", land="NW")
MEASURES: dict[str, Callable[[pl.LazyFrame], pl.LazyFrame]] = {
    "throughput_time": throughput_time,
    "sojourn_time": sojourn_time,
    "sojourn_time, office hours": partial(sojourn_time, calendar=OFFICE),
    "waiting_time": waiting_time,
    "processing_time": processing_time,
    "busy_time": busy_time,
    "repetitions": repetitions,
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


def measured_alone(events: pl.DataFrame, *, runs: int) -> list[Measurement]:
    """One measurement per measure, all its columns."""
    return [
        Measurement(
            what=f"`{name}`",
            program=OURS,
            events=events.height,
            runs=timed(measure(events.lazy()).collect, runs=runs),
        )
        for name, measure in MEASURES.items()
    ]
