from datetime import UTC, date, datetime

import polars as pl
import pytest

from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.stamps.precision import time_precision
from verwaltung_mining.importers.xes_parts.stamps import LogStamps, LogZone, Written

BERLIN = "Europe/Berlin"


def stamps_of(
    *blocks: tuple[str | None, ...], zone: str = BERLIN, written: Written | None = None
) -> tuple[pl.DataFrame, LogStamps]:
    """The stamps of blocks that follow each other, as they are seen when all are read."""
    read = LogStamps(ReadOptions(zone=zone), written)
    rows = [
        read.read(
            pl.DataFrame(
                {"timestamp": block, "start": [None] * len(block)},
                schema={"timestamp": pl.String, "start": pl.String},
            )
        )
        for block in blocks
    ]
    dated = read.dated(pl.concat(rows))
    precise = dated.with_columns(time_precision(dated["clock"], read.events.clocks))
    return precise, read


def read(*stamps: str | None, zone: str = BERLIN) -> tuple[pl.DataFrame, LogZone]:
    rows, found = stamps_of(stamps, zone=zone)
    return rows, found.zone


@pytest.mark.parametrize(
    ("stamp", "instant"),
    [
        ("2024-07-01T10:00:00+02:00", datetime(2024, 7, 1, 8, tzinfo=UTC)),
        ("2024-07-01T10:00:00.250-0530", datetime(2024, 7, 1, 15, 30, 0, 250_000, tzinfo=UTC)),
        ("2024-07-01T10:00:00Z", datetime(2024, 7, 1, 10, tzinfo=UTC)),
        ("2024-07-01T10:00:00", datetime(2024, 7, 1, 8, tzinfo=UTC)),
        ("2024-07-01 10:00", datetime(2024, 7, 1, 8, tzinfo=UTC)),
        ("2024-07-01", datetime(2024, 6, 30, 22, tzinfo=UTC)),
        ("2024-10-27T02:30:00", datetime(2024, 10, 27, 0, 30, tzinfo=UTC)),
        ("2024-03-31T02:30:00", datetime(2024, 3, 31, 1, 30, tzinfo=UTC)),
    ],
)
def test_stamps_with_and_without_offset_are_instants(stamp: str, instant: datetime) -> None:
    assert read(stamp)[0]["timestamp"].to_list() == [instant]


def test_offsets_may_differ_from_row_to_row() -> None:
    rows, zone = read("2024-07-01T10:00:00+02:00", "2024-07-01T08:00:00Z", "2024-07-01T10:00:00")
    assert rows["timestamp"].n_unique() == 1
    assert zone.name == BERLIN
    assert "50.0%" in zone.reason


def test_the_clock_changes_are_flagged_only_where_no_offset_tells() -> None:
    changes = ("2024-10-27T02:30:00", "2024-10-27T02:30:00+01:00", "2024-03-31T02:30:00")
    _, found = stamps_of((*changes, "2024-03-31"))
    assert +found.events.quality_counts == {"ambiguous_time": 1, "gap_shifted": 1}


def test_unreadable_stamps_are_null_with_their_problem() -> None:
    rows, _ = read("soon", "2024-02-30T10:00:00", "9999-12-31T00:00:00", "2024-01-02T10:00:00")
    assert rows["timestamp"].null_count() == 3
    assert rows["problem"].null_count() == 1


def test_a_date_without_a_time_is_a_day_and_stays_on_its_date() -> None:
    rows, _ = read("2024-07-01", "2024-07-02T10:00:30")
    assert rows["time_precision"].to_list() == ["day", "second"]
    assert rows["local_date"].to_list() == [date(2024, 7, 1), date(2024, 7, 2)]


def test_frequent_midnights_are_days_whatever_the_season() -> None:
    midnights = [f"2024-{month:02}-01T00:00:00{'+02:00' if 3 < month < 11 else '+01:00'}"
                 for month in range(1, 13)]  # fmt: skip
    rows, _ = read(*midnights, "2024-07-01T10:00:30+02:00")
    assert rows["time_precision"].to_list() == ["day"] * 12 + ["second"]
    assert rows["local_date"].to_list()[:12] == [date(2024, month, 1) for month in range(1, 13)]


def test_dates_exported_as_midnight_utc_are_days_of_that_date() -> None:
    rows, zone = read("2024-01-15T00:00:00Z", "2024-07-15T00:00:00Z", "2024-07-15T13:20:11Z")
    assert zone == LogZone(name=BERLIN, reason="all stamps are in UTC", utc_only=True)
    assert rows["time_precision"].to_list() == ["day", "day", "second"]
    assert rows["local_date"].to_list() == [date(2024, 1, 15), date(2024, 7, 15), date(2024, 7, 15)]


def test_local_dates_exported_in_utc_are_days_of_the_local_date() -> None:
    rows, _ = read("2024-01-14T23:00:00Z", "2024-07-14T22:00:00Z", "2024-07-15T13:20:11Z")
    assert rows["time_precision"].to_list() == ["day", "day", "second"]
    assert rows["local_date"].to_list() == [date(2024, 1, 15), date(2024, 7, 15), date(2024, 7, 15)]


def test_an_event_late_in_the_evening_in_utc_falls_on_the_next_local_day() -> None:
    rows, _ = read("2024-07-14T22:30:15Z")
    assert rows["local_date"].to_list() == [date(2024, 7, 15)]


@pytest.mark.parametrize(
    ("stamps", "asked", "zone"),
    [
        (["2024-07-01T10:00:00-05:00"], BERLIN, "Etc/GMT+5"),
        (["2024-07-01T10:00:00+08:00"], BERLIN, "Etc/GMT-8"),
        (["2024-07-01T10:00:00-05:00"], "Europe/Vienna", "Europe/Vienna"),
        (["2024-07-01T10:00:00+05:30"], BERLIN, BERLIN),
        (["2024-07-01T10:00:00-05:00", "2024-12-01T10:00:00-06:00"], BERLIN, BERLIN),
        (["2024-07-01T10:00:00+01:00", "2024-12-01T10:00:00+01:00"], BERLIN, BERLIN),
        (["2024-07-01T10:00:00Z"], BERLIN, BERLIN),
        (["2024-07-01T10:00:00"], BERLIN, BERLIN),
        ([], BERLIN, BERLIN),
    ],
)
def test_the_zone_is_the_one_asked_for_unless_all_offsets_contradict_the_default(
    stamps: list[str], asked: str, zone: str
) -> None:
    assert read(*stamps, zone=asked)[1].name == zone


def test_dates_follow_the_fixed_offset_of_the_file() -> None:
    rows, _ = read("2024-07-01T23:30:15-05:00", "2024-07-01T01:30:15-05:00")
    assert rows["local_date"].to_list() == [date(2024, 7, 1)] * 2


def test_a_zone_that_the_first_block_suggests_is_told_otherwise_by_all() -> None:
    winter, summer = ("2024-01-01T10:00:15-05:00",), ("2024-07-01T10:00:15-04:00",)
    _, found = stamps_of(winter, summer)
    assert (found.used().zone, found.told().zone) == ("Etc/GMT+5", BERLIN)


def test_midnights_of_all_blocks_make_dates_of_those_of_each() -> None:
    rows, _ = stamps_of(("2024-07-15T13:20:11Z",), ("2024-07-15T00:00:00Z",))
    assert rows["time_precision"].to_list() == ["second", "day"]
    assert rows["local_date"].to_list() == [date(2024, 7, 15)] * 2
