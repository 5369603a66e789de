"""The kernels as the package's own measures."""

from functools import partial

import polars as pl
from benchmarks.performance.answers import CASES, DFG, REWORK, TIMES, VARIANTS, Answer, Contender
from benchmarks.performance.report import OURS

from verwaltung_mining.measures import repetitions, throughput_time, transitions, variants

SECONDS = pl.duration(seconds=1)
QUERIES = {
    DFG: lambda events: transitions(events).select("source", "target", "count"),
    TIMES: lambda events: transitions(events).select("source", "target", "median", "mean", "p90"),
    VARIANTS: lambda events: variants(events).select("activities", "cases"),
    REWORK: lambda events: repetitions(events).select("activity", "repeating_cases"),
    CASES: throughput_time,
}


def contenders(events: pl.DataFrame) -> list[Contender]:
    """One per kernel."""
    return [
        Contender(
            kernel=kernel,
            program=OURS,
            run=partial(pl.LazyFrame.collect, query(events.lazy())),
            answer=ANSWERS[kernel],
        )
        for kernel, query in QUERIES.items()
    ]


def _dfg(result: pl.DataFrame) -> Answer:
    return {(source, target): count for source, target, count in result.iter_rows()}


def _times(result: pl.DataFrame) -> Answer:
    seconds = result.with_columns(pl.selectors.duration().dt.total_microseconds() / 1e6)
    return {(source, target): tuple(times) for source, target, *times in seconds.iter_rows()}


def _variants(result: pl.DataFrame) -> Answer:
    return {tuple(activities): cases for activities, cases in result.iter_rows()}


def _rework(result: pl.DataFrame) -> Answer:
    return {activity: cases for activity, cases in result.iter_rows() if cases}


def _cases(result: pl.DataFrame) -> Answer:
    seconds = result["throughput_time"].dt.total_microseconds() / 1e6
    return dict(enumerate(seconds.sort()))


ANSWERS = {DFG: _dfg, TIMES: _times, VARIANTS: _variants, REWORK: _rework, CASES: _cases}
