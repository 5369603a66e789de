"""Working time against a loop over minutes, against pm4py, and by its laws."""

import datetime as dt
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pm4py.util.business_hours import soj_time_business_hours_diff

from verwaltung_mining.calendar import Calendar, WeeklyHours
from verwaltung_mining.calendar.opening_hours import ALL_DAY, Spans

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
STAMP = pl.Datetime("us", "UTC")


def three_years(hours: tuple[Spans, ...], zone: str, **more: Any) -> Calendar:
    """A calendar that is quick to build."""
    return Calendar(hours=hours, zone=zone, first_year=2023, last_year=2025, **more)


OFFICE = three_years(
    WeeklyHours(monday="08:00-12:00, 13:00-18:00", friday="07:30-12:15").spans(),
    "Europe/Berlin",
    land="BY",
    closed=frozenset({dt.date(2024, 4, 2)}),
)
EASTER = dt.datetime(2024, 3, 27, tzinfo=dt.UTC)
"""Within twelve days: Good Friday, the clock going forward, Easter Monday, a closed day."""
AUTUMN = dt.datetime(2024, 10, 24, tzinfo=dt.UTC)
"""Within twelve days: the clock going back, All Saints' Day (a holiday in BY)."""
MINUTES = st.integers(0, 12 * 24 * 60)


def moments(first_year: int, last_year: int) -> st.SearchStrategy[dt.datetime]:
    """Any moment of the years, to the microsecond."""
    begin = dt.datetime(first_year, 1, 1, tzinfo=dt.UTC)
    length = dt.datetime(last_year + 1, 1, 1, tzinfo=dt.UTC) - begin
    return st.timedeltas(dt.timedelta(), length).map(lambda since: begin + since)


def working_time(
    calendar: Calendar, start: dt.datetime | None, end: dt.datetime | None
) -> dt.timedelta | None:
    stamps = pl.LazyFrame(
        {"start": [start], "end": [end]}, schema=dict.fromkeys(("start", "end"), STAMP)
    )
    worked = stamps.select(calendar.working_time(pl.col("start"), pl.col("end"))).collect().item()
    assert worked is None or isinstance(worked, dt.timedelta)
    return worked


def worked(calendar: Calendar, start: dt.datetime, end: dt.datetime) -> dt.timedelta:
    time = working_time(calendar, start, end)
    assert time is not None
    return time


def minute_by_minute(calendar: Calendar, start: dt.datetime, end: dt.datetime) -> dt.timedelta:
    zone = ZoneInfo(calendar.zone)
    worked, now = 0, start
    while now < end:
        local = now.astimezone(zone)
        minute = local.hour * 60 + local.minute
        worked += any(a <= minute < b for a, b in calendar.opening(local.date()))
        now += MINUTE
    return worked * MINUTE


@pytest.mark.parametrize("begin", [EASTER, AUTUMN])
@given(data=st.data())
def test_working_time_equals_a_loop_over_minutes(begin: dt.datetime, data: st.DataObject) -> None:
    first, second = sorted(begin + data.draw(MINUTES) * MINUTE for _ in range(2))
    assert working_time(OFFICE, first, second) == minute_by_minute(OFFICE, first, second)


@given(
    span=st.tuples(st.integers(0, 24), st.integers(0, 24)).filter(lambda span: span[0] < span[1]),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"]),
    begin=st.sampled_from([EASTER, AUTUMN]),
    bounds=st.tuples(MINUTES, MINUTES).map(sorted),
)
def test_working_time_equals_a_loop_over_minutes_in_any_zone_and_through_the_night(
    span: tuple[int, int], zone: str, begin: dt.datetime, bounds: list[int]
) -> None:
    hours = (((span[0] * 60, span[1] * 60),),) * 7
    calendar = three_years(hours, zone)
    start, end = (begin + bound * MINUTE for bound in bounds)
    assert working_time(calendar, start, end) == minute_by_minute(calendar, start, end)


@given(bounds=st.tuples(MINUTES, MINUTES).map(sorted), seconds=st.integers(0, 59))
def test_working_time_equals_the_business_hours_of_pm4py(bounds: list[int], seconds: int) -> None:
    start, end = (EASTER + bound * MINUTE for bound in bounds)
    end += dt.timedelta(seconds=seconds)
    calendar = three_years(WeeklyHours().spans(), "UTC")
    day = 24 * 3600
    slots = [(n * day + 8 * 3600, n * day + 17 * 3600) for n in range(5)]
    expected = soj_time_business_hours_diff(start, end, slots)
    assert worked(calendar, start, end).total_seconds() == pytest.approx(expected, abs=1e-6)


@given(st.tuples(*[moments(2023, 2025)] * 3).map(sorted))
def test_working_times_of_adjoining_stretches_add_up_and_are_never_longer_than_the_clock(
    ordered: list[dt.datetime],
) -> None:
    first, second, third = ordered
    before, after = worked(OFFICE, first, second), worked(OFFICE, second, third)
    assert before + after == worked(OFFICE, first, third)
    assert dt.timedelta() <= before <= second - first


@given(moments(1700, 2200), moments(1700, 2200))
def test_a_calendar_that_is_always_open_counts_time_by_the_clock(
    start: dt.datetime, end: dt.datetime
) -> None:
    assert working_time(Calendar.always(), start, end) == end - start


@pytest.mark.parametrize(("day", "hours"), [("2024-03-31", 23), ("2024-10-27", 25)])
def test_a_day_on_which_the_clock_changes_has_23_or_25_hours(day: str, hours: int) -> None:
    open_day_and_night = three_years(
        (ALL_DAY,) * 7, "Europe/Berlin", closed=frozenset({dt.date(2024, 1, 1)})
    )
    start = dt.datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=ZoneInfo("Europe/Berlin"))
    end = (start + dt.timedelta(days=1)).astimezone(dt.UTC)
    assert working_time(open_day_and_night, start.astimezone(dt.UTC), end) == hours * HOUR


@pytest.mark.parametrize(
    ("opening", "hours"), [("01:00-02:30", 1), ("02:00-04:00", 1), ("02:30-05:00", 2)]
)
def test_of_an_opening_in_the_hour_that_the_clock_skips_only_what_exists_counts(
    opening: str, hours: int
) -> None:
    calendar = three_years(WeeklyHours(sunday=opening).spans(), "Europe/Berlin")
    night = [dt.datetime(2024, 3, 31, tzinfo=dt.UTC) + n * 10 * MINUTE for n in range(40)]
    parts = [worked(calendar, start, end) for start, end in pairwise(night)]
    assert sum(parts, dt.timedelta()) == hours * HOUR
    assert all(dt.timedelta() <= part <= 10 * MINUTE for part in parts)


def test_a_calendar_open_day_and_night_still_closes_on_the_holidays_of_its_land() -> None:
    calendar = three_years((ALL_DAY,) * 7, "Europe/Berlin", land="BY")
    start = dt.datetime(2024, 4, 30, 22, tzinfo=dt.UTC)  # local midnight before 1 May
    assert worked(calendar, start, start + 25 * HOUR) == HOUR


def test_end_before_start_counts_negative() -> None:
    noon = dt.datetime(2024, 5, 2, 10, tzinfo=dt.UTC)
    assert working_time(OFFICE, noon + HOUR, noon) == -HOUR


@pytest.mark.parametrize(
    "outside",
    [None, dt.datetime(2022, 12, 31, 12, tzinfo=dt.UTC), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)],
)
def test_a_stamp_that_is_unknown_or_outside_the_years_of_the_calendar_gives_null(
    outside: dt.datetime | None,
) -> None:
    inside = dt.datetime(2024, 5, 2, tzinfo=dt.UTC)
    assert working_time(OFFICE, outside, inside) is None
    assert working_time(OFFICE, inside, outside) is None


def test_the_first_and_the_last_moment_of_the_calendar_are_inside() -> None:
    calendar = Calendar(
        hours=(ALL_DAY,) * 7,
        zone="UTC",
        first_year=2024,
        last_year=2024,
        closed=frozenset({dt.date(2024, 2, 29)}),
    )
    start, end = dt.datetime(2024, 1, 1, tzinfo=dt.UTC), dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    assert working_time(calendar, start, end) == dt.timedelta(days=365)


def test_the_streaming_engine_gives_the_same() -> None:
    stamps = pl.LazyFrame(
        {"start": [EASTER + n * 7 * HOUR for n in range(60)]}, schema_overrides={"start": STAMP}
    )
    times = stamps.select(OFFICE.working_time(pl.col("start"), pl.col("start").shift(-1)))
    assert times.collect(engine="streaming").equals(times.collect(engine="in-memory"))


def test_the_result_is_a_duration_in_microseconds_named_as_the_end() -> None:
    stamps = pl.LazyFrame(schema={"start": STAMP, "end": STAMP})
    for calendar in (OFFICE, Calendar.always()):
        times = stamps.select(calendar.working_time(pl.col("start"), pl.col("end")))
        assert times.collect_schema() == {"end": pl.Duration("us")}
