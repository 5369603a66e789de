"""Facts about real logs, worked out once with pm4py 2.7.23 and its own reader."""

from datetime import timedelta
from functools import lru_cache
from pathlib import Path

import polars as pl
import pytest

from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.importers import read
from verwaltung_mining.measures import (
    busy_time,
    processing_time,
    rework,
    sojourn_time,
    throughput_time,
    transitions,
    variants,
    waiting_time,
    work_in_progress,
)

SECOND = timedelta(seconds=1)
RECEIPT = "receipt.xes.gz"
DECLARATIONS = "DomesticDeclarations.xes.gz"
WITH_STARTS = ("Production.xes.gz", "PurchasingExample.xes.gz")


@lru_cache
def imported(path: Path) -> EventLog:
    return canonicalise(read(path))


def seconds(column: pl.Series) -> pl.Series:
    return column.dt.total_microseconds() / 1e6


@pytest.mark.parametrize(
    ("name", "count", "most_frequent"),
    [(RECEIPT, 116, [713, 123, 116]), (DECLARATIONS, 99, [4618, 2473, 1392])],
)
def test_variants(shared_logs: Path, name: str, count: int, most_frequent: list[int]) -> None:
    measured = variants(imported(shared_logs / name).events.collect().lazy()).collect()
    assert measured.height == count
    assert measured["cases"].head(3).to_list() == most_frequent


@pytest.mark.parametrize(
    ("name", "median", "mean", "longest"),
    [
        (RECEIPT, 0.03320119791666666, 5.408147167330118, 23832541.524),
        (DECLARATIONS, 7.330289351851852, 11.525721979717813, 40542018.0),
    ],
)
def test_throughput_times(
    shared_logs: Path, name: str, median: float, mean: float, longest: float
) -> None:
    times = throughput_time(imported(shared_logs / name).events.collect().lazy()).collect()
    measured = seconds(times["throughput_time"])
    assert measured.median() == pytest.approx(median * 86400)
    assert measured.mean() == pytest.approx(mean * 86400)
    assert measured.max() == pytest.approx(longest)


def test_the_busiest_transition_of_the_receipt_phase(shared_logs: Path) -> None:
    log = imported(shared_logs / RECEIPT)
    graph = transitions(log.events.collect().lazy()).collect()
    assert (graph.height, graph["count"].sum()) == (99, 7143)
    busiest = graph.sort("count").row(-1, named=True)
    assert (log.activities[busiest["source"]], log.activities[busiest["target"]]) == (
        "T04 Determine confirmation of receipt",
        "T05 Print and send confirmation of receipt",
    )
    assert busiest["count"] == 1177
    assert busiest["median"] / SECOND == pytest.approx(31.055)
    assert busiest["mean"] / SECOND == pytest.approx(55643.557289719625)


def test_cases_in_which_activities_of_the_receipt_phase_repeat(shared_logs: Path) -> None:
    log = imported(shared_logs / RECEIPT)
    repeats = (
        rework(log.events.collect().lazy())
        .filter("is_repeat")
        .group_by("activity")
        .agg(pl.col("case").n_unique())
    )
    cases = {log.activities[code].split()[0]: count for code, count in repeats.collect().rows()}
    assert cases == {
        "T02": 35,
        "T03": 11,
        "T04": 4,
        "T06": 59,
        "T07-1": 8,
        "T07-2": 8,
        "T07-3": 2,
        "T07-5": 5,
        "T08": 1,
        "T09-3": 1,
        "T12": 1,
        "T17": 2,
        "T18": 2,
    }


@pytest.mark.parametrize("name", [RECEIPT, *WITH_STARTS])
def test_no_time_is_negative_and_busy_time_fits_into_the_case(shared_logs: Path, name: str) -> None:
    events = imported(shared_logs / name).events.collect().lazy()
    for measure in (sojourn_time, waiting_time, processing_time, throughput_time, busy_time):
        times = measure(events).select(pl.selectors.duration()).collect().to_series()
        assert not (times < timedelta()).any()
    both = busy_time(events).join(throughput_time(events), on="case").collect()
    assert not (both["busy_time"] > both["throughput_time"]).any()


def test_every_case_that_ends_leaves_the_desks(shared_logs: Path) -> None:
    log = imported(shared_logs / RECEIPT)
    cases = throughput_time(log.events.collect().lazy())
    weeks = work_in_progress(cases, every="1w", zone=log.zone).collect()
    assert weeks.select("arrivals", "completions").sum().row(0) == (1434, 1434)
    assert weeks["work_in_progress"][-1] == 0
    assert weeks.height == 70  # 27 September 2010 to 23 January 2012
