"""What must not change a measure: the order of rows, names, more of the same, the engine."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import permutations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import canonical, event_frames

from verwaltung_mining.calendar import Calendar, WeeklyHours
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

Measure = Callable[[pl.LazyFrame], pl.LazyFrame]

OFFICE = Calendar(hours=WeeklyHours().spans(), zone="Europe/Berlin", land="BY")
PER_EVENT: dict[str, Measure] = {
    "sojourn_time": sojourn_time,
    "sojourn_time in office hours": partial(sojourn_time, calendar=OFFICE),
    "waiting_time": waiting_time,
    "waiting_time in office hours": partial(waiting_time, calendar=OFFICE),
    "processing_time": processing_time,
    "processing_time in office hours": partial(processing_time, calendar=OFFICE),
    "rework": rework,
    "handover": handover,
    "directly_follows": directly_follows,
}
PER_CASE: dict[str, Measure] = {
    "throughput_time": throughput_time,
    "throughput_time in office hours": partial(throughput_time, calendar=OFFICE),
    "busy_time": busy_time,
    "variant": variant,
}
PER_LOG: dict[str, Measure] = {
    "variants": variants,
    "first_time_right": first_time_right,
    "transitions": transitions,
    "work_in_progress": lambda events: work_in_progress(throughput_time(events), every="1d"),
}
EVERY_MEASURE = PER_EVENT | PER_CASE | PER_LOG
TIMES = {name: m for name, m in (PER_EVENT | PER_CASE).items() if "_time" in name}
CODES = 4
SOME = settings(max_examples=settings().max_examples // 3)
"""Each property runs for each measure, so a third of the examples is still many."""


def every(measures: dict[str, Measure]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("measure", measures.values(), ids=measures.keys())


@every(EVERY_MEASURE)
@SOME
@given(events=event_frames(ties=False), seed=st.integers(0, 99))
def test_the_order_of_rows_never_matters_after_the_canonical_sort(
    measure: Measure, events: pl.DataFrame, seed: int
) -> None:
    shuffled = canonical(events.sample(fraction=1.0, shuffle=True, seed=seed))
    assert measure(shuffled.lazy()).collect().equals(measure(events.lazy()).collect())


@every(EVERY_MEASURE)
@SOME
@given(events=event_frames())
def test_a_measure_leaves_its_input_alone_and_collects_nothing_by_itself(
    measure: Measure, events: pl.DataFrame
) -> None:
    before = events.clone()
    measured = measure(events.lazy())
    assert isinstance(measured, pl.LazyFrame)
    assert measured.collect_schema() == measured.collect().schema
    assert events.equals(before)


@every(EVERY_MEASURE)
@SOME
@given(events=event_frames())
def test_the_streaming_engine_gives_the_same(measure: Measure, events: pl.DataFrame) -> None:
    measured = measure(events.lazy())
    assert measured.collect(engine="streaming").equals(measured.collect(engine="in-memory"))


@every(PER_EVENT)
@SOME
@given(events=event_frames(), activity=st.integers(0, CODES - 1))
def test_a_filter_after_a_measure_does_not_reach_into_it(
    measure: Measure, events: pl.DataFrame, activity: int
) -> None:
    chosen = pl.col("activity") == activity
    measured = measure(events.lazy())
    assert measured.filter(chosen).collect().equals(measured.collect().filter(chosen))


@every(PER_EVENT)
@SOME
@given(events=event_frames())
def test_measures_of_events_keep_rows_columns_and_order(
    measure: Measure, events: pl.DataFrame
) -> None:
    assert measure(events.lazy()).select(events.columns).collect().equals(events)


@every(EVERY_MEASURE)
def test_a_log_without_events_gives_a_table_without_rows(measure: Measure) -> None:
    empty = canonical(
        pl.DataFrame(
            schema=dict.fromkeys(["case", "activity", "org_unit", "person"], pl.UInt16)
            | dict.fromkeys(["start", "timestamp"], pl.Datetime("us", "UTC"))
        )
    )
    assert measure(empty.lazy()).collect().is_empty()


@every({name: m for name, m in (PER_EVENT | PER_CASE).items() if "variant" not in name})
@SOME
@given(events=event_frames(), codes=st.sampled_from(list(permutations(range(CODES)))))
def test_renaming_activities_renames_them_and_changes_nothing_else(
    measure: Measure, events: pl.DataFrame, codes: tuple[int, ...]
) -> None:
    named = measure(events.lazy()).collect()
    renamed = measure(renamed_by(events, codes, ["activity"]).lazy()).collect()
    assert renamed.equals(renamed_by(named, codes, ["activity", "source", "target"]))


@given(events=event_frames(), codes=st.sampled_from(list(permutations(range(CODES)))))
def test_renaming_activities_renames_the_graph_and_the_variants(
    events: pl.DataFrame, codes: tuple[int, ...]
) -> None:
    renamed = renamed_by(events, codes, ["activity"]).lazy()
    graph = renamed_by(transitions(events.lazy()).collect(), codes, ["source", "target"])
    assert transitions(renamed).collect().equals(graph.sort("source", "target"))
    counted = {
        tuple(codes[a] for a in activities): cases
        for _, activities, cases, _ in variants(events.lazy()).collect().rows()
    }
    assert {tuple(row[1]): row[2] for row in variants(renamed).collect().rows()} == counted


@given(event_frames())
def test_doubling_the_log_doubles_counts_and_keeps_medians_means_and_shares(
    events: pl.DataFrame,
) -> None:
    twice = doubled(events).lazy()
    graph, graph_twice = transitions(events.lazy()).collect(), transitions(twice).collect()
    counts = [pl.col("count") * 2, pl.col("cases") * 2]
    between = "p90"  # lies between two times, nearer to one of them when both stand twice
    assert graph_twice.drop(between).equals(graph.with_columns(counts).drop(between))
    ways, ways_twice = variants(events.lazy()).collect(), variants(twice).collect()
    assert ways_twice.drop("share").equals(ways.with_columns(pl.col("cases") * 2).drop("share"))
    assert ways_twice["share"].to_list() == pytest.approx(ways["share"].to_list())
    right, right_twice = (first_time_right(log).collect() for log in (events.lazy(), twice))
    assert right_twice.equals(right.with_columns(pl.col("cases") * 2))


@every(PER_CASE)
@SOME
@given(events=event_frames())
def test_a_case_measures_the_same_beside_any_other_cases(
    measure: Measure, events: pl.DataFrame
) -> None:
    once, twice = measure(events.lazy()).collect(), measure(doubled(events).lazy()).collect()
    for half in (twice[: once.height], twice[once.height :]):
        assert half.drop("case").equals(once.drop("case"))


@every(TIMES)
@SOME
@given(events=event_frames())
def test_time_is_never_negative(measure: Measure, events: pl.DataFrame) -> None:
    durations = measure(events.lazy()).select(pl.selectors.duration()).collect()
    assert durations.width == 1
    assert not (durations.to_series() < timedelta()).any()


@every(PER_EVENT | PER_CASE)
@SOME
@given(events=event_frames(), weeks=st.integers(-5000, 5000))
def test_shifting_all_stamps_by_weeks_changes_no_measure_of_the_clock(
    measure: Measure, events: pl.DataFrame, weeks: int
) -> None:
    if isinstance(measure, partial):
        measure = measure.func
    shifted = events.with_columns(pl.selectors.datetime() + pl.duration(weeks=weeks))
    measured = [
        measure(log.lazy()).select(~pl.selectors.datetime() & ~pl.selectors.date()).collect()
        for log in (events, shifted)
    ]
    assert measured[0].equals(measured[1])


@given(events=event_frames(max_events=1, starts="none"))
def test_cases_of_one_event_take_no_time_and_follow_nothing(events: pl.DataFrame) -> None:
    times = throughput_time(events.lazy()).collect()["throughput_time"]
    assert times.to_list() == [timedelta()] * events.height
    assert transitions(events.lazy()).collect().is_empty()


def renamed_by(table: pl.DataFrame, codes: tuple[int, ...], columns: list[str]) -> pl.DataFrame:
    """Activity code `i` becomes `codes[i]`."""
    return table.with_columns(
        pl.col(column).replace_strict(dict(enumerate(codes)), return_dtype=pl.UInt16)
        for column in columns
        if column in table.columns
    )


def doubled(events: pl.DataFrame) -> pl.DataFrame:
    """Each case twice, the copies behind the originals."""
    highest = events["case"].max()
    copies = events.with_columns(pl.col("case") + highest + 1)
    return pl.concat([events, copies])
