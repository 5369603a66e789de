"""The clock that runs only while work is done."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.calendar import Calendar
from verwaltung_mining.measures.moment_counts import MomentCounts
from verwaltung_mining.measures.operating_time import OperatingClock, operating_clock

MONDAY = datetime(2024, 6, 3, tzinfo=UTC)
HOUR = 3600.0


def stamps(*moments: datetime) -> pl.Series:
    return pl.Series(list(moments), dtype=pl.Datetime("us", "UTC"))


def at(day: float, hour: float = 0.0) -> datetime:
    """So many days and hours after a Monday at midnight."""
    return MONDAY + timedelta(days=day, hours=hour)


def seconds(clock: OperatingClock, begin: datetime, finish: datetime) -> float:
    ends = stamps(begin, finish).dt.epoch("ms").to_numpy()
    passed = clock.seconds(ends)
    return float(passed[1] - passed[0])


WEEKDAYS = [
    at(7 * week + day, 8 + half / 2) for week in range(8) for day in range(5) for half in range(17)
]
"""Work from eight to four on Mondays to Fridays."""
SHOWN = operating_clock(MomentCounts.of("UTC", stamps(*WEEKDAYS)), Calendar.always())


def test_hours_within_a_day_pass_as_they_are() -> None:
    assert seconds(SHOWN, at(1, 9), at(1, 12)) == 3 * HOUR


def test_night_and_weekend_do_not_pass() -> None:
    assert seconds(SHOWN, at(0, 20), at(1, 6)) == 0.0
    assert seconds(SHOWN, at(4, 15), at(7, 9)) == 2 * HOUR
    assert seconds(SHOWN, at(5, 9), at(6, 15)) == 0.0


def test_week_holds_five_days_of_eight_hours() -> None:
    assert seconds(SHOWN, at(0), at(7)) == 5 * 8 * HOUR


def test_date_with_hardly_any_events_counts_as_closed() -> None:
    moments = [m for m in WEEKDAYS if m.date() != at(9).date()]
    clock = operating_clock(MomentCounts.of("UTC", stamps(*moments, at(5, 10))), Calendar.always())
    assert seconds(clock, at(9), at(10)) == 0.0
    assert seconds(clock, at(5), at(6)) == 0.0


def test_dates_without_a_time_are_open_all_day() -> None:
    clock = operating_clock(
        MomentCounts.of("UTC", stamps(*(at(day) for day in range(5)))), Calendar.always()
    )
    assert seconds(clock, at(1), at(3)) == 48 * HOUR


BREAK = ((9 * 60, 12 * 60), (13 * 60, 15 * 60))
"""Open from nine to twelve and from one to three."""


def test_declared_hours_count_more_than_what_the_log_shows() -> None:
    holiday = at(8).date()
    declared = Calendar(hours=(BREAK,) * 5 + ((),) * 2, zone="UTC", closed=frozenset({holiday}))
    clock = operating_clock(MomentCounts.of("UTC", stamps(*WEEKDAYS)), declared)
    assert seconds(clock, at(0), at(7)) == 5 * 5 * HOUR
    assert seconds(clock, at(7), at(14)) == 4 * 5 * HOUR
    assert seconds(clock, at(0, 8), at(0, 10)) == HOUR


def test_break_counts_as_if_it_lay_at_the_end_of_the_day() -> None:
    clock = operating_clock(
        MomentCounts.of("UTC", stamps(*WEEKDAYS)), Calendar(hours=(BREAK,) * 7, zone="UTC")
    )
    assert seconds(clock, at(0, 12), at(0, 13)) == HOUR
    assert seconds(clock, at(0, 14), at(0, 15)) == 0.0


@given(st.lists(st.integers(0, 60 * 24 * 50), min_size=2, max_size=20))
def test_clock_never_runs_backwards_and_never_faster_than_the_calendar(
    minutes: list[int],
) -> None:
    moments = sorted(minutes)
    passed = SHOWN.seconds(
        stamps(*(MONDAY + timedelta(minutes=m) for m in moments)).dt.epoch("ms").to_numpy()
    )
    assert (np.diff(passed) >= 0).all()
    assert (np.diff(passed) <= np.diff(moments) * 60.0 + 1e-6).all()


def test_moments_outside_the_log_count_as_its_ends() -> None:
    assert seconds(SHOWN, at(-30), at(0, 8)) == 0.0
    assert seconds(SHOWN, at(53, 17), at(400)) == 0.0


def test_hours_are_those_of_the_zone() -> None:
    """Ten to twelve in Berlin in summer are eight to ten in UTC."""
    clock = operating_clock(MomentCounts.of("Europe/Berlin", stamps(*WEEKDAYS)), Calendar.always())
    assert clock.offset == 2 * 3_600_000
    assert seconds(clock, at(0), at(7)) == 5 * 8 * HOUR
    assert clock.local(np.array([0], np.int64)).tolist() == [clock.offset]


def closed_wait(clock: OperatingClock, begin: datetime, finish: datetime) -> float:
    ends = stamps(begin, finish).dt.epoch("ms").to_numpy()
    return clock.closed_wait(ends[:1], ends[1:])


@given(st.integers(0, 40 * 24 * 60), st.integers(1, 12 * 24 * 60))
def test_wait_for_the_opening_is_the_mean_over_the_moments_of_whole_weeks(
    begin: int, minutes: int
) -> None:
    start = MONDAY + timedelta(minutes=begin)
    weeks = -(-minutes // (7 * 24 * 60))
    moments = stamps(*(start + timedelta(minutes=7 * m) for m in range(weeks * 24 * 60)))
    each = moments.dt.epoch("ms").to_numpy()
    naive = float((SHOWN.next_opening(each) - each).mean()) / 1000.0
    told = closed_wait(SHOWN, start, start + timedelta(minutes=minutes))
    assert told == pytest.approx(naive, rel=0.01)


def test_who_comes_at_any_time_waits_for_the_mean_of_what_is_closed() -> None:
    """Open around the clock nobody waits; from eight to four on every day it is 16²/2/24 hours."""
    always = operating_clock(
        MomentCounts.of("UTC", stamps(*(at(d, h) for d in range(20) for h in range(24)))),
        Calendar.always(),
    )
    assert closed_wait(always, at(3), at(4)) < 0.1 * HOUR
    daily = operating_clock(
        MomentCounts.of("UTC", stamps(*(at(d, h) for d in range(200) for h in range(8, 17)))),
        Calendar.always(),
    )
    assert closed_wait(daily, at(3), at(4)) == pytest.approx(16**2 / 2 / 24 * HOUR)


def calendar_share(clock: OperatingClock, begin: datetime, finish: datetime) -> float:
    ends = stamps(begin, finish).dt.epoch("ms").to_numpy()
    return clock.calendar_share(ends[:1], ends[1:])


@pytest.mark.parametrize("day", range(7))
def test_office_hour_is_as_much_of_the_calendar_on_whichever_weekday_a_wait_begins(
    day: int,
) -> None:
    """Forty of 168 hours are open, however long the wait."""
    for days in (0.1, 3, 7, 9):
        share = calendar_share(SHOWN, at(day, 9), at(day + days, 9))
        assert share == pytest.approx(168 / 40, rel=1e-6)


def test_thin_beginning_of_a_log_changes_neither_what_an_office_hour_is_nor_the_wait_for_it() -> (
    None
):
    early = [at(-7 * week, 10) for week in range(1, 100)]
    clock = operating_clock(MomentCounts.of("UTC", stamps(*early, *WEEKDAYS)), Calendar.always())
    assert seconds(clock, at(-50 * 7), at(-1)) > 0.0
    assert calendar_share(clock, at(1, 9), at(4, 9)) == pytest.approx(168 / 40, rel=1e-6)
    assert closed_wait(clock, at(1, 9), at(4, 9)) == closed_wait(SHOWN, at(1, 9), at(4, 9))


def test_weeks_beyond_the_end_of_the_log_are_not_counted_as_closed() -> None:
    whole = calendar_share(SHOWN, at(42, 0), at(43, 0))
    assert calendar_share(SHOWN, at(49, 0), at(53, 0)) < whole


def test_log_without_events_has_a_clock_that_stands_still() -> None:
    clock = operating_clock(MomentCounts.of("UTC", stamps()), Calendar.always())
    assert seconds(clock, at(0), at(9)) == 0.0
    assert closed_wait(clock, at(0), at(9)) == 0.0
    assert calendar_share(clock, at(0), at(9)) == 1.0


def test_work_ended_last_at_four_of_the_working_day_before() -> None:
    monday = int(stamps(at(7)).dt.epoch("d")[0])
    closing = SHOWN.last_closing(np.arange(monday, monday + 6))
    friday = stamps(*(at(day, 16) for day in (4, 7, 8, 9, 10, 11))).dt.epoch("ms").to_numpy()
    assert closing.tolist() == friday.tolist()


def test_before_the_first_day_nothing_ended() -> None:
    first = SHOWN.first_day
    assert SHOWN.last_closing(np.array([first])).tolist() == [first * 86_400_000]
