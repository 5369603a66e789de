"""Sojourn time before events."""

from datetime import timedelta

import polars as pl
from hypothesis import given
from tests.measures.by_case import column, pairs_of
from tests.strategies import event_frames, frame

from verwaltung_mining.calendar import Calendar, WeeklyHours
from verwaltung_mining.measures import sojourn_time

HOUR = timedelta(hours=1)


@given(event_frames())
def test_sojourn_time_equals_a_loop_over_events(events: pl.DataFrame) -> None:
    expected = [
        event.timestamp - before.timestamp if before else None for before, event in pairs_of(events)
    ]
    assert column(sojourn_time(events.lazy()), "sojourn_time") == expected


@given(event_frames())
def test_sojourn_times_of_a_case_add_up_to_its_span(events: pl.DataFrame) -> None:
    per_case = (
        sojourn_time(events.lazy())
        .group_by("case", maintain_order=True)
        .agg(
            pl.col("sojourn_time").sum(), span=pl.col("timestamp").max() - pl.col("timestamp").min()
        )
        .collect()
    )
    assert per_case["sojourn_time"].to_list() == per_case["span"].to_list()


def test_previous_is_the_completion_before_in_the_same_case_only() -> None:
    events = frame([(0, 1), (1, 4)], [(0, 2)])
    stamps = events["timestamp"].to_list()
    assert column(sojourn_time(events.lazy()), "previous") == [None, stamps[0], None]


def test_working_time_leaves_out_the_weekend() -> None:
    office = Calendar(hours=WeeklyHours().spans(), zone="UTC")
    events = frame([(0, 27), (1, 99)])  # Friday 9:00 to Monday 9:00
    assert column(sojourn_time(events.lazy(), calendar=office), "sojourn_time") == [None, 9 * HOUR]
