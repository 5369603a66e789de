"""Transitions between activities."""

from collections import defaultdict
from datetime import timedelta
from statistics import median

import polars as pl
from hypothesis import given
from tests.measures.by_case import column, pairs_of
from tests.strategies import event_frames, frame

from verwaltung_mining.calendar import Calendar, WeeklyHours
from verwaltung_mining.measures import directly_follows, transitions

HOUR = timedelta(hours=1)


@given(event_frames())
def test_source_and_target_equal_a_loop_over_pairs_of_events(events: pl.DataFrame) -> None:
    expected = [
        (before.activity if before else None, event.activity) for before, event in pairs_of(events)
    ]
    assert directly_follows(events.lazy()).select("source", "target").collect().rows() == expected


@given(event_frames(max_cases=10, activities=3))
def test_transitions_equal_a_loop_over_pairs_of_events(events: pl.DataFrame) -> None:
    gaps: dict[tuple[int, int], list[float]] = defaultdict(list)
    cases: dict[tuple[int, int], set[int]] = defaultdict(set)
    for before, event in pairs_of(events):
        if before is not None:
            gap = event.timestamp - before.timestamp
            gaps[before.activity, event.activity].append(gap / timedelta(microseconds=1))
            cases[before.activity, event.activity].add(event.case)
    measured = transitions(events.lazy()).collect()
    assert measured.select("source", "target").rows() == sorted(gaps)
    for row in measured.iter_rows(named=True):
        edge = row["source"], row["target"]
        assert (row["count"], row["cases"]) == (len(gaps[edge]), len(cases[edge]))
        middle = median(gaps[edge]) * timedelta(microseconds=1)
        mean = sum(gaps[edge]) / len(gaps[edge]) * timedelta(microseconds=1)
        assert abs(row["median"] - middle) <= timedelta(microseconds=1)
        assert abs(row["mean"] - mean) <= timedelta(microseconds=1)
        p90 = _ninetieth(sorted(gaps[edge])) * timedelta(microseconds=1)
        assert abs(row["p90"] - p90) <= timedelta(microseconds=1)


def _ninetieth(ordered: list[float]) -> float:
    """The value below which nine tenths lie, linear between the two neighbours of that place."""
    place = 0.9 * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def test_nine_tenths_of_the_times_are_below_the_ninetieth_percentile() -> None:
    hours = [*range(1, 11), 20]
    events = frame(*([(0, 0), (1, hour)] for hour in hours))
    assert column(transitions(events.lazy()), "p90") == [10 * HOUR]


def test_columns_that_are_not_selected_are_not_computed() -> None:
    counts = transitions(frame([(0, 0), (1, 1)]).lazy()).select("source", "target", "count")
    plan = counts.explain()
    assert "median" not in plan
    assert "n_unique" not in plan


def test_a_log_of_single_events_has_no_transitions() -> None:
    assert transitions(frame([(0, 1)], [(1, 2)]).lazy()).collect().is_empty()


def test_transitions_by_calendar_leave_out_the_night() -> None:
    office = Calendar(hours=WeeklyHours().spans(), zone="UTC")
    events = frame([(0, 3), (1, 27)])
    assert column(transitions(events.lazy(), calendar=office), "median") == [9 * HOUR]
