"""Processing time of activities, and the busy time of cases."""

from datetime import timedelta

import polars as pl
from hypothesis import given
from tests.measures.by_case import cases_of, column, pairs_of
from tests.strategies import event_frames, frame

from verwaltung_mining.calendar import Calendar, WeeklyHours
from verwaltung_mining.measures import busy_time, processing_time, throughput_time

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@given(event_frames())
def test_processing_time_equals_a_loop_over_events(events: pl.DataFrame) -> None:
    expected = [
        event.timestamp - event.start if event.start else None for _, event in pairs_of(events)
    ]
    assert column(processing_time(events.lazy()), "processing_time") == expected


def test_processing_time_by_calendar_leaves_out_the_night() -> None:
    office = Calendar(hours=WeeklyHours().spans(), zone="UTC")
    events = frame([(0, 27, 9)])  # Thursday 15:00 to Friday 9:00
    assert column(processing_time(events.lazy(), calendar=office), "processing_time") == [3 * HOUR]


@given(event_frames())
def test_busy_time_equals_merging_sorted_intervals(events: pl.DataFrame) -> None:
    expected = []
    for case, rows in cases_of(events).items():
        spans = sorted((row.start, row.timestamp) for row in rows if row.start)
        busy, until = timedelta(), None
        for start, end in spans:
            begin = start if until is None else max(start, until)
            busy += max(timedelta(), end - begin)
            until = end if until is None else max(until, end)
        expected.append((case, busy if spans else None))
    assert busy_time(events.lazy()).collect().rows() == expected


@given(event_frames(starts="all"))
def test_busy_time_is_at_most_all_processing_and_at_most_the_throughput_time(
    events: pl.DataFrame,
) -> None:
    busy = column(busy_time(events.lazy()), "busy_time")
    through = column(throughput_time(events.lazy()), "throughput_time")
    worked = (
        processing_time(events.lazy())
        .group_by("case", maintain_order=True)
        .agg(pl.col("processing_time").sum())
    )
    for one, whole, parts in zip(busy, through, column(worked, "processing_time"), strict=True):
        assert timedelta() <= one <= min(whole, parts)


def test_two_activities_at_the_same_time_make_the_case_busy_once() -> None:
    events = frame([(0, 3, 1), (1, 3, 1), (2, 5, 2)])
    assert column(busy_time(events.lazy()), "busy_time") == [4 * HOUR]


def test_an_activity_inside_another_adds_nothing() -> None:
    events = frame([(0, 3, 2), (1, 5, 1)])
    assert column(busy_time(events.lazy()), "busy_time") == [4 * HOUR]


def test_busy_time_is_unknown_where_no_start_is_known() -> None:
    events = frame([(0, 3), (1, 5)], [(0, 3), (1, 5, 4)])
    assert column(busy_time(events.lazy()), "busy_time") == [None, HOUR]
