"""The measures against pm4py on random small logs."""

from collections import Counter
from datetime import timedelta

import pandas as pd  # type: ignore[import-untyped]
import pm4py
import polars as pl
import pytest
from hypothesis import assume, given
from tests.strategies import event_frames

from verwaltung_mining.measures import (
    handover,
    rework,
    sojourn_time,
    throughput_time,
    transitions,
    variants,
)

SECOND = timedelta(seconds=1)
LOGS = event_frames(max_cases=8, starts="none", nulls=False)


def pm4py_frame(events: pl.DataFrame) -> pd.DataFrame:
    """The same events as pm4py wants them; codes become words, case numbers sort as text."""
    return pd.DataFrame(
        {
            "case:concept:name": [f"case {case:03}" for case in events["case"]],
            "concept:name": [str(activity) for activity in events["activity"]],
            "time:timestamp": pd.to_datetime(events["timestamp"].to_list(), utc=True),
            "org:group": [str(unit) for unit in events["org_unit"]],
        }
    )


@given(LOGS)
def test_throughput_times_equal_case_durations(events: pl.DataFrame) -> None:
    measured = throughput_time(events.lazy()).collect()["throughput_time"].sort()
    expected = pm4py.get_all_case_durations(pm4py_frame(events))
    assert [time / SECOND for time in measured] == expected


@given(LOGS)
def test_transitions_equal_the_directly_follows_graph_and_its_times(events: pl.DataFrame) -> None:
    measured = transitions(events.lazy()).collect()
    assume(not measured.is_empty())
    log = pm4py_frame(events)
    counts, _, _ = pm4py.discover_dfg(log)
    times, _, _ = pm4py.discover_performance_dfg(log)
    edges = {
        (str(row["source"]), str(row["target"])): row for row in measured.iter_rows(named=True)
    }
    assert {edge: row["count"] for edge, row in edges.items()} == dict(counts)
    for edge, row in edges.items():
        assert row["median"] / SECOND == pytest.approx(times[edge]["median"])
        assert row["mean"] / SECOND == pytest.approx(times[edge]["mean"])


@given(LOGS)
def test_sojourn_times_equal_the_sums_of_the_performance_graph(events: pl.DataFrame) -> None:
    measured = sojourn_time(events.lazy()).collect()
    assume(measured["sojourn_time"].null_count() < measured.height)
    times, _, _ = pm4py.discover_performance_dfg(pm4py_frame(events))
    total = measured["sojourn_time"].sum()
    assert isinstance(total, timedelta)
    assert total / SECOND == pytest.approx(sum(float(edge["sum"]) for edge in times.values()))


@given(LOGS)
def test_variants_equal_those_of_pm4py(events: pl.DataFrame) -> None:
    expected = pm4py.get_variants(pm4py_frame(events))
    rows = variants(events.lazy()).select("activities", "cases").collect().rows()
    measured = {tuple(map(str, activities)): cases for activities, cases in rows}
    assert measured == dict(expected)


@given(LOGS)
def test_cases_with_repeats_equal_rework_cases_per_activity(events: pl.DataFrame) -> None:
    repeats = (
        rework(events.lazy())
        .filter("is_repeat")
        .group_by("activity")
        .agg(pl.col("case").n_unique())
    )
    measured = {str(activity): cases for activity, cases in repeats.collect().rows()}
    assert measured == pm4py.get_rework_cases_per_activity(pm4py_frame(events))


@given(LOGS)
def test_unit_handovers_equal_the_handover_of_work_network(events: pl.DataFrame) -> None:
    followed = events.height - events["case"].n_unique()
    assume(followed > 0)
    network = pm4py.discover_handover_of_work_network(pm4py_frame(events), resource_key="org:group")
    expected = sum(weight for (one, other), weight in network.connections.items() if one != other)
    changes = Counter(handover(events.lazy()).collect()["unit_handover"])
    assert changes[True] / followed == pytest.approx(expected)
    assert changes[True] + changes[False] == followed
