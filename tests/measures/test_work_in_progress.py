"""Arrivals, completions and work in progress by day and week."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measures.by_case import column

from verwaltung_mining.eventlog.schema import INSTANT
from verwaltung_mining.measures import arrivals, completions, work_in_progress
from verwaltung_mining.measures.periods import Every

DAY = timedelta(days=1)
MONDAY = date(2024, 4, 29)
STEP = {"1d": 1, "1w": 7}
HOURS = st.integers(0, 24 * 40)
BEGIN = datetime(2024, 5, 1, tzinfo=UTC)


def case_times(spans: list[tuple[int, int | None]]) -> pl.LazyFrame:
    """First and last of cases from hours since BEGIN; last None while open."""
    hour = timedelta(hours=1)
    return pl.LazyFrame(
        {
            "first": [BEGIN + first * hour for first, _ in spans],
            "last": [None if last is None else BEGIN + last * hour for _, last in spans],
        },
        schema={"first": INSTANT, "last": INSTANT},
    )


def spans() -> st.SearchStrategy[list[tuple[int, int | None]]]:
    span = st.tuples(HOURS, st.none() | HOURS).map(
        lambda pair: (pair[0], None if pair[1] is None else pair[0] + pair[1])
    )
    return st.lists(span, min_size=1, max_size=15)


@pytest.mark.parametrize("every", ["1d", "1w"])
@given(drawn=spans())
def test_work_in_progress_equals_looking_at_every_case_at_the_end_of_every_period(
    every: Every, drawn: list[tuple[int, int | None]]
) -> None:
    times = case_times(drawn).collect().rows()
    stamps = [stamp.date() for pair in times for stamp in pair if stamp]
    day = min(stamps) if every == "1d" else MONDAY + (min(stamps) - MONDAY) // (7 * DAY) * 7 * DAY
    expected = []
    while day <= max(stamps):
        after = day + STEP[every] * DAY
        begun = sum(day <= first.date() < after for first, _ in times)
        ended = sum(last is not None and day <= last.date() < after for _, last in times)
        present = sum(
            first.date() < after and (last is None or last.date() >= after) for first, last in times
        )
        expected.append((day, begun, ended, present))
        day = after
    assert work_in_progress(case_times(drawn), every=every).collect().rows() == expected


def test_periods_without_any_case_are_rows_with_zero() -> None:
    cases = case_times([(0, 24), (24 * 4, 24 * 4)])
    assert column(arrivals(cases, every="1d"), "arrivals") == [1, 0, 0, 0, 1]
    assert column(completions(cases, every="1d"), "completions") == [0, 1, 0, 0, 1]


def test_a_day_is_a_day_of_the_zone() -> None:
    cases = case_times([(23, 23)])
    assert column(arrivals(cases, every="1d", zone="UTC"), "period") == [date(2024, 5, 1)]
    assert column(arrivals(cases, every="1d", zone="Europe/Berlin"), "period") == [date(2024, 5, 2)]


def test_a_week_begins_on_monday() -> None:
    assert column(arrivals(case_times([(0, 0)]), every="1w"), "period") == [MONDAY]


def test_open_cases_stay_in_progress_to_the_end() -> None:
    cases = case_times([(0, None), (0, 24 * 2)])
    measured = work_in_progress(cases, every="1d")
    assert column(measured, "work_in_progress") == [2, 2, 1]
