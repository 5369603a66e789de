"""What people may write under [calendar], and what it means."""

import datetime as dt
from typing import Any

import pytest

from verwaltung_mining.calendar import Calendar, CalendarSettings, WeeklyHours
from verwaltung_mining.errors import SettingsError
from verwaltung_mining.settings import Settings

BERLIN = "Europe/Berlin"


def declared(table: dict[str, Any]) -> Calendar:
    settings = Settings(tables={"calendar": table})
    return settings.section("calendar", CalendarSettings).calendar(zone=BERLIN)


def test_without_the_section_every_hour_counts() -> None:
    assert Settings(tables={}).section("calendar", CalendarSettings).calendar(zone=BERLIN).is_always


def test_a_land_alone_means_office_days_without_its_holidays() -> None:
    calendar = declared({"land": "SN"})
    assert not calendar.is_always
    assert calendar.zone == BERLIN
    assert calendar.opening(dt.date(2024, 11, 20)) == ()  # Buß- und Bettag, a holiday in SN only
    assert calendar.opening(dt.date(2024, 11, 21)) == ((480, 1020),)
    assert calendar.opening(dt.date(2024, 11, 23)) == ()


@pytest.mark.parametrize(
    ("land", "catholic", "day", "closed"),
    [
        ("BY", False, dt.date(2024, 8, 15), False),
        ("BY", True, dt.date(2024, 8, 15), True),
        ("NW", False, dt.date(2024, 11, 1), True),
        ("BE", False, dt.date(2024, 11, 1), False),
        ("BE", False, dt.date(2024, 3, 8), True),
        ("DE", False, dt.date(2024, 10, 3), True),
        ("DE", False, dt.date(2024, 5, 30), False),
        ("TH", False, dt.date(2024, 9, 20), True),
    ],
)
def test_holidays_are_those_of_the_land(
    land: str, catholic: bool, day: dt.date, closed: bool
) -> None:
    assert (declared({"land": land, "catholic": catholic}).opening(day) == ()) is closed


def test_extra_days_are_closed() -> None:
    calendar = declared({"extra_closed": [dt.date(2024, 12, 24)]})
    assert calendar.opening(dt.date(2024, 12, 24)) == ()
    assert calendar.opening(dt.date(2024, 12, 23)) != ()


def test_hours_are_read_with_a_break_and_with_a_dash_as_people_type_it() -> None:
    calendar = declared({"hours": {"monday": "8:00-12:00, 13:00 – 16:30", "tuesday": ""}})
    assert calendar.opening(dt.date(2024, 5, 6)) == ((480, 720), (780, 990))
    assert calendar.opening(dt.date(2024, 5, 7)) == ()


@pytest.mark.parametrize(
    "text",
    ["8-12", "12:00-08:00", "08:00-12:00, 11:00-13:00", "08:00-24:30", "08:60-09:00", "early"],
)
def test_hours_that_make_no_sense_are_refused_with_the_day_and_an_example(text: str) -> None:
    with pytest.raises(SettingsError, match="tuesday") as raised:
        declared({"hours": {"tuesday": text}})
    assert "08:00-12:00" in raised.value.hint.de


def test_a_week_without_any_opening_is_refused() -> None:
    closed = dict.fromkeys(WeeklyHours.__struct_fields__, "")
    with pytest.raises(SettingsError, match="no weekday is open"):
        declared({"hours": closed})


def test_an_unknown_land_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match="XX") as raised:
        declared({"land": "XX"})
    assert "NW" in raised.value.hint.en


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(SettingsError, match="landd"):
        declared({"landd": "NW"})
