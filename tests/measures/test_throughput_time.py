"""Throughput time of cases."""

from datetime import datetime, timedelta

import polars as pl
from hypothesis import given
from tests.measures.by_case import cases_of, column
from tests.strategies import BEGIN, event_frames, frame

from verwaltung_mining.calendar import Calendar, WeeklyHours
from verwaltung_mining.measures import throughput_time

HOUR = timedelta(hours=1)


def test_case_with_one_event_has_zero_throughput_time() -> None:
    assert column(throughput_time(frame([(0, 5)]).lazy()), "throughput_time") == [timedelta()]


def test_a_single_activity_with_start_takes_as_long_as_it_is_worked_on() -> None:
    assert column(throughput_time(frame([(0, 5, 2)]).lazy()), "throughput_time") == [3 * HOUR]


def test_a_case_begins_with_the_earliest_start_even_of_an_activity_that_ends_later() -> None:
    events = frame([(0, 5, 4), (1, 9, 1)])
    assert column(throughput_time(events.lazy()), "first") == [BEGIN + HOUR]


def test_working_time_leaves_out_the_night() -> None:
    office = Calendar(hours=WeeklyHours().spans(), zone="UTC")
    events = frame([(0, 3), (0, 27)])  # Thursday 9:00 to Friday 9:00
    assert column(throughput_time(events.lazy(), calendar=office), "throughput_time") == [9 * HOUR]


@given(event_frames())
def test_first_last_and_throughput_time_equal_a_loop_over_events(events: pl.DataFrame) -> None:
    expected: list[tuple[int, datetime, datetime, timedelta]] = []
    for case, rows in cases_of(events).items():
        stamps = [stamp for row in rows for stamp in (row.start, row.timestamp) if stamp]
        first, last = min(stamps), max(stamps)
        expected.append((case, first, last, last - first))
    assert throughput_time(events.lazy()).collect().rows() == expected
