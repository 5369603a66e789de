"""Dates and times as systems write them, and what is not believed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.errors import AmbiguousError, SettingsError
from verwaltung_mining.importers.stamps.isolation import believed, spread
from verwaltung_mining.importers.stamps.precision import (
    MIDNIGHT_SHARE,
    clock_facts,
    clocks,
    time_precision,
)
from verwaltung_mining.importers.stamps.reading import Stamps, read_instants, read_stamps
from verwaltung_mining.importers.stamps.stamp_formats import FORMATS

BERLIN = "Europe/Berlin"
MOMENT = datetime(2024, 3, 14, 8, 15)


def precision(wall: pl.Series, written: pl.Series) -> pl.Series:
    clock = clocks(wall, written)
    return time_precision(clock, clock_facts(wall, clock))


def shown(stamps: Stamps) -> list[str | None]:
    """How precise each stamp of a column is."""
    wall, clock = stamps.frame["wall"], stamps.frame["clock"]
    return time_precision(clock, clock_facts(wall, clock)).to_list()


def isolated(instants: pl.Series) -> pl.Series:
    return believed([spread(instants)]).isolates(instants)


def read(*texts: str | None, order: str | None = None, formats: tuple[str, ...] = ()) -> Stamps:
    column = pl.Series("Datum", texts, dtype=pl.String)
    return read_stamps(column, zone=BERLIN, date_order=order, formats=formats)


def walls(*texts: str | None, order: str | None = None) -> list[datetime | None]:
    return read(*texts, order=order).frame["wall"].to_list()


@pytest.mark.parametrize(
    "text",
    [
        "14.03.2024 08:15",
        "14.3.2024 8:15",
        "14.03.2024 08:15:00",
        "14.03.2024 08:15:00,000",
        "14.03.2024, 08:15 Uhr",
        "14.03.24 08:15",
        "Do, 14.03.2024 08:15",
        "14. März 2024 08:15",
        "14. Mrz. 2024, 08:15 Uhr",
        "14 March 2024 08:15",
        "2024-03-14 08:15",
        "2024-03-14T08:15:00",
        "2024-03-14T08:15:00.000",
        "2024-03-14T07:15:00Z",
        "2024-03-14T08:15:00+01:00",
        "2024-03-14T07:15:00.000+0000",
        "2024/03/14 08:15",
        "14/03/2024 08:15",
        "03/14/2024 8:15 AM",
        "14-03-2024 08:15",
        "20240314081500",
        "20240314 081500",
        "14.03.2024\u00a008:15",
    ],
)
def test_one_moment_is_read_from_every_way_to_write_it(text: str) -> None:
    assert walls(text) == [MOMENT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45365.34375", MOMENT),
        ("45365,34375", MOMENT),
        ("1710400500", MOMENT),
        ("1710400500000", MOMENT),
    ],
)
def test_spreadsheet_days_and_unix_time_are_read_where_a_column_holds_nothing_else(
    text: str, expected: datetime
) -> None:
    assert walls(text) == [expected]


@pytest.mark.parametrize("text", ["14.03.2024", "2024-03-14", "20240314", "14. März 2024"])
def test_date_alone_is_local_midnight_with_day_precision(text: str) -> None:
    stamps = read(text)
    assert stamps.frame["wall"].to_list() == [datetime(2024, 3, 14)]
    assert shown(stamps) == ["day"]
    assert stamps.frame["instant"][0] == datetime(2024, 3, 13, 23, tzinfo=UTC)


def test_every_format_reads_what_it_writes() -> None:
    moment = datetime(2024, 3, 14, 20, 15, 30)
    for entry in FORMATS:
        pattern = entry.pattern.replace("%.f", ".25").replace("%#z", "+01:00")
        order = None if entry.fields == "ymd" else entry.fields
        found = walls(moment.strftime(pattern), order=order)[0]
        assert found is not None, entry.pattern
        assert found.date() == moment.date(), entry.pattern
        assert "%M" not in entry.pattern or (found.hour, found.minute) == (20, 15), entry.pattern


def test_a_column_may_mix_formats() -> None:
    texts = ("14.03.2024 08:15", "14.03.2024", "2024-03-14T08:15:00Z")
    assert walls(*texts) == [MOMENT, datetime(2024, 3, 14), datetime(2024, 3, 14, 9, 15)]


def test_two_digit_years_are_read_in_this_century_and_counted() -> None:
    frame = read("14.03.24", "15.03.2024", "01.02.98").frame
    assert [w.year for w in frame["wall"]] == [2024, 2024, 1998]
    assert frame["two_digit_year"].to_list() == [True, False, True]


@pytest.mark.parametrize(
    "text",
    "01.01.1900 31.12.9999 00.00.0000 0000-00-00 1899-12-30 01.01.1753 01.01.0001 "
    "9999-12-31T23:59:59 1970-01-01T00:00:00Z".split(),
)
def test_placeholder_for_no_date_is_a_sentinel(text: str) -> None:
    frame = read("14.03.2024", text).frame
    assert frame["problem"].to_list() == [None, "timestamp_sentinel"]
    assert frame["instant"].null_count() == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("14.03.1824", "timestamp_out_of_range"),
        ("14.03.2924", "timestamp_out_of_range"),
        ("32.03.2024", "timestamp_unreadable"),
        ("30.02.2024", "timestamp_unreadable"),
        ("03.14.2024", "timestamp_day_month_swapped"),
        ("morgen", "timestamp_unreadable"),
        ("14.03.2024 25:00", "timestamp_unreadable"),
        ("14.03.12345", "timestamp_unreadable"),
    ],
)
def test_stamp_that_cannot_be_believed_says_why(text: str, problem: str) -> None:
    frame = read("14.03.2024", "31.01.2024", text).frame
    assert frame["problem"].to_list() == [None, None, problem]
    assert frame["instant"].null_count() == 1


def test_empty_stamp_is_no_problem_of_reading() -> None:
    frame = read("14.03.2024", None, " ").frame
    assert frame["problem"].null_count() == 3
    assert frame["instant"].null_count() == 2


@pytest.mark.parametrize("mark", ["/", "-"])
def test_day_and_month_that_cannot_be_told_apart_are_asked(mark: str) -> None:
    with pytest.raises(AmbiguousError, match="--date-order"):
        read(f"03{mark}04{mark}2024", f"05{mark}06{mark}2024")


def test_one_day_above_twelve_settles_the_order() -> None:
    assert walls("03/04/2024", "25/12/2024") == [datetime(2024, 4, 3), datetime(2024, 12, 25)]
    assert walls("03/04/2024", "12/25/2024") == [datetime(2024, 3, 4), datetime(2024, 12, 25)]


def test_both_orders_in_one_column_are_asked() -> None:
    with pytest.raises(AmbiguousError, match="both orders: 1 stamps with the day first"):
        read("25/12/2024", "12/25/2024")


def test_declared_order_decides() -> None:
    assert walls("03/04/2024", order="dmy") == [datetime(2024, 4, 3)]
    assert walls("03/04/2024", order="mdy") == [datetime(2024, 3, 4)]


def test_equal_day_and_month_need_no_order() -> None:
    assert walls("03/03/2024") == [datetime(2024, 3, 3)]


def test_dots_mean_day_first() -> None:
    assert walls("03.04.2024") == [datetime(2024, 4, 3)]


def test_declared_format_comes_first() -> None:
    frame = read("14|03|2024 08h15", formats=("%d|%m|%Y %Hh%M",)).frame
    assert frame["wall"].to_list() == [MOMENT]


def test_declared_format_with_unknown_directives_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="unknown directives"):
        read("x", formats=("%d.%Q",))


def test_hour_that_spring_skips_is_read_an_hour_later_and_flagged() -> None:
    frame = read("31.03.2024 02:30", "31.03.2024 03:30").frame
    assert frame["instant"][0] == frame["instant"][1]
    assert frame["gap_shifted"].to_list() == [True, False]


def test_hour_that_autumn_repeats_is_read_as_the_earlier_and_flagged() -> None:
    frame = read("27.10.2024 02:30").frame
    assert frame["instant"][0] == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
    assert frame["ambiguous"].to_list() == [True]


@given(st.lists(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)), min_size=1, max_size=20))
def test_local_times_become_the_instants_that_python_computes(moments: list[datetime]) -> None:
    moments = [m.replace(microsecond=0) for m in moments]
    frame = read(*(m.strftime("%d.%m.%Y %H:%M:%S").zfill(19) for m in moments)).frame
    for moment, instant, shifted in zip(
        moments, frame["instant"], frame["gap_shifted"], strict=True
    ):
        aware = (moment + timedelta(hours=shifted)).replace(tzinfo=ZoneInfo(BERLIN))
        assert instant == aware.astimezone(UTC)


def test_seconds_that_are_always_zero_count_as_minutes() -> None:
    assert shown(read("14.03.2024 08:15:00")) == ["minute"]
    both = read("14.03.2024 08:15:00", "14.03.2024 08:15:07")
    assert shown(both) == ["second", "second"]


def test_midnight_counts_as_a_day_only_where_it_is_frequent() -> None:
    start = datetime(2024, 1, 1, 8, 1)
    busy = [start + timedelta(minutes=11 * i) for i in range(1000)]
    busy = [m for m in busy if (m.hour, m.minute) != (0, 0)]
    rare = pl.Series([datetime(2024, 1, 1), *busy])
    written = pl.Series(["minute"] * len(rare))
    assert precision(rare, written)[0] == "minute"
    often = pl.Series([datetime(2024, 1, 1)] * int(2 * MIDNIGHT_SHARE * len(busy)) + busy)
    found = precision(often, pl.Series(["minute"] * len(often)))
    assert (found[0], found[-1]) == ("day", "minute")


def test_typed_columns_are_read_without_text() -> None:
    naive = read_instants(pl.Series([MOMENT], dtype=pl.Datetime("ns")), zone=BERLIN).frame
    aware = pl.Series([MOMENT]).dt.replace_time_zone(BERLIN).cast(pl.Datetime("ms", BERLIN))
    assert naive["instant"].equals(read_instants(aware, zone=BERLIN).frame["instant"])
    days = read_instants(pl.Series([date(2024, 3, 14)]), zone=BERLIN)
    assert shown(days) == ["day"]


def test_few_stamps_years_after_all_others_are_isolated() -> None:
    days = [datetime(2024, 1, 1) + timedelta(days=i) for i in range(50)]
    assert isolated(pl.Series([*days, datetime(2042, 1, 1)])).arg_true().to_list() == [50]
    assert isolated(pl.Series([datetime(1924, 1, 1), *days, *days])).arg_true().to_list() == [0]


def test_stamps_spread_over_decades_are_not_isolated() -> None:
    sparse = [datetime(1980 + 4 * i, 1, 1) for i in range(30)]
    assert not isolated(pl.Series(sparse)).any()
    assert not isolated(pl.Series([datetime(2000, 1, 1), datetime(2020, 1, 1)])).any()
