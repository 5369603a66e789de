"""How many cases do an activity again."""

from collections import Counter

import polars as pl
from hypothesis import given
from tests.measures.by_case import cases_of
from tests.strategies import event_frames, frame

from verwaltung_mining.measures import repetitions, rework


@given(event_frames(max_events=9, activities=3))
def test_repetitions_equal_counting_the_activities_of_each_case(events: pl.DataFrame) -> None:
    per_case = [Counter(event.activity for event in rows) for rows in cases_of(events).values()]
    expected = [
        (
            activity,
            sum(times[activity] > 0 for times in per_case),
            sum(times[activity] > 1 for times in per_case),
            sum(max(times[activity] - 1, 0) for times in per_case),
        )
        for activity in sorted(set().union(*per_case))
    ]
    assert repetitions(events.lazy()).collect().rows() == expected


@given(event_frames(max_events=9))
def test_repeats_are_the_events_that_rework_marks(events: pl.DataFrame) -> None:
    marked = int(rework(events.lazy()).collect()["is_repeat"].sum())
    assert repetitions(events.lazy()).collect()["repeats"].sum() == marked


def test_an_activity_in_two_cases_is_not_repeated() -> None:
    found = repetitions(frame([(4, 1)], [(4, 2)]).lazy()).collect()
    assert found.rows() == [(4, 2, 0, 0)]
    assert found.dtypes == [pl.UInt16, pl.UInt32, pl.UInt32, pl.UInt32]
