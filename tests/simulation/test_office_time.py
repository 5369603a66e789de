"""Office time walks forward; the calendar's working time between stamps is its oracle."""

import datetime as dt

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.eventlog.schema import INSTANT
from verwaltung_mining.simulation.office_calendar import (
    HOURS_PER_WORKING_DAY,
    WORKING_HOURS,
    office_calendar,
)
from verwaltung_mining.simulation.office_time import OfficeTime, office_time

CALENDAR = office_calendar("BY")
FIRST_DAY = dt.date(2023, 3, 20)
DAY = 86_400
BEGIN = int(dt.datetime(2023, 3, 20, tzinfo=dt.UTC).timestamp())
"""A Monday; the clock changes on the following Sunday, Good Friday is in the third week."""


def office() -> OfficeTime:
    return office_time(CALENDAR, first_day=FIRST_DAY, last_year=2023)


def is_open(instant: int) -> bool:
    local = pl.Series([instant * 1_000_000]).cast(INSTANT).dt.convert_time_zone("Europe/Berlin")
    moment: dt.datetime = local[0]
    minute = moment.hour * 60 + moment.minute + moment.second / 60
    return any(opens <= minute <= closes for opens, closes in CALENDAR.opening(moment.date()))


@given(ready=st.integers(BEGIN, BEGIN + 60 * DAY), service=st.integers(1, 20 * 3600))
def test_work_takes_exactly_its_service_in_working_time(ready: int, service: int) -> None:
    start, end = office().work(ready, service)
    frame = pl.DataFrame({"start": [start * 1_000_000], "end": [end * 1_000_000]}).cast(INSTANT)
    worked = frame.select(CALENDAR.working_time(pl.col("start"), pl.col("end"))).item()
    assert worked == dt.timedelta(seconds=service)


@given(ready=st.integers(BEGIN, BEGIN + 60 * DAY), service=st.integers(1, 20 * 3600))
def test_work_begins_as_soon_as_the_office_is_open(ready: int, service: int) -> None:
    start, end = office().work(ready, service)
    assert is_open(start)
    assert is_open(end)
    frame = pl.DataFrame({"start": [ready * 1_000_000], "end": [start * 1_000_000]}).cast(INSTANT)
    waited = frame.select(CALENDAR.working_time(pl.col("start"), pl.col("end"))).item()
    assert waited == dt.timedelta(0)


def test_office_is_closed_on_holidays_of_the_land() -> None:
    good_friday = int(dt.datetime(2023, 4, 7, 8, tzinfo=dt.UTC).timestamp())
    tuesday = dt.datetime(2023, 4, 11, 5, 30, tzinfo=dt.UTC)
    start, _ = office().work(good_friday, 60)
    assert dt.datetime.fromtimestamp(start, dt.UTC) == tuesday


def test_work_stops_at_closing_time_and_goes_on_when_the_office_opens() -> None:
    friday = int(dt.datetime(2023, 3, 24, 11, tzinfo=dt.UTC).timestamp())
    _, end = office().work(friday, 2 * 3600)
    # an hour until 13:00 local, the other on Monday from 7:30, which is summer time by then
    assert dt.datetime.fromtimestamp(end, dt.UTC) == dt.datetime(2023, 3, 27, 6, 30, tzinfo=dt.UTC)


def test_hours_per_working_day_are_the_mean_of_the_working_hours() -> None:
    spans = [span for day in WORKING_HOURS.spans() for span in day]
    assert sum(end - start for start, end in spans) / 60 / len(spans) == HOURS_PER_WORKING_DAY
