"""Waiting time before activities."""

from datetime import timedelta

import polars as pl
from hypothesis import given
from tests.measures.by_case import cases_of, column
from tests.strategies import event_frames, frame

from verwaltung_mining.calendar import Calendar, WeeklyHours
from verwaltung_mining.measures import waiting_time

HOUR = timedelta(hours=1)


@given(event_frames())
def test_waiting_time_equals_a_loop_over_all_earlier_completions(events: pl.DataFrame) -> None:
    expected = []
    for rows in cases_of(events).values():
        for place, event in enumerate(rows):
            enabled = max((row.timestamp for row in rows[:place]), default=None)
            waits = enabled is not None and event.start is not None
            waited = max(timedelta(), event.start - enabled) if waits else None  # type: ignore[operator]
            expected.append((enabled, waited))
    measured = waiting_time(events.lazy()).select("enabled", "waiting_time").collect()
    assert measured.rows() == expected


def test_an_activity_that_starts_before_the_last_completion_waits_zero() -> None:
    events = frame([(0, 5, 1), (1, 6, 3)])
    assert column(waiting_time(events.lazy()), "waiting_time") == [None, timedelta()]


def test_without_starts_waiting_is_unknown() -> None:
    events = frame([(0, 5), (1, 6)])
    assert column(waiting_time(events.lazy()), "waiting_time") == [None, None]


@given(event_frames(starts="all"))
def test_waiting_by_calendar_is_never_negative_nor_longer_than_by_the_clock(
    events: pl.DataFrame,
) -> None:
    office = Calendar(hours=WeeklyHours().spans(), zone="Europe/Berlin", land="BY")
    by_clock = column(waiting_time(events.lazy()), "waiting_time")
    by_calendar = column(waiting_time(events.lazy(), calendar=office), "waiting_time")
    for clock, worked in zip(by_clock, by_calendar, strict=True):
        assert (clock is None) == (worked is None)
        assert worked is None or timedelta() <= worked <= clock
