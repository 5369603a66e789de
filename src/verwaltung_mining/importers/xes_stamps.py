"""Stamps of an XES log: instants, their precision, and the zone whose clock they show."""

from dataclasses import dataclass

import polars as pl

from verwaltung_mining.importers.iso_time import read_iso_stamps
from verwaltung_mining.importers.options import DEFAULT_ZONE
from verwaltung_mining.importers.precision import time_precision

MINUTES_PER_HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LogZone:
    """The zone of a log's local dates, and why."""

    name: str
    reason: str


def log_zone(offsets: pl.Series, instants: pl.Series, asked: str) -> LogZone:
    """The zone asked for, unless every stamp of the file contradicts the default one.

    A file whose stamps all carry one other offset (whole hours, not UTC, which exporters use
    whatever their zone) was written in that fixed zone.

    >>> from datetime import datetime, timezone
    >>> noon = pl.Series([datetime(2024, 1, 1, 12, tzinfo=timezone.utc)])
    >>> log_zone(pl.Series([-300]), noon, "Europe/Berlin").name
    'Etc/GMT+5'
    """
    written = offsets.drop_nulls().unique().sort().to_list()
    if not written:
        return LogZone(name=asked, reason="no stamp carries an offset; zone as set")
    local = instants.dt.convert_time_zone(asked)
    in_zone = (local.dt.base_utc_offset() + local.dt.dst_offset()).dt.total_minutes()
    share = (offsets == in_zone).mean()
    agreeing = share if isinstance(share, float) else 0.0
    hours, rest = divmod(-written[0], MINUTES_PER_HOUR)
    if asked == DEFAULT_ZONE and not agreeing and len(written) == 1 and hours and not rest:
        return LogZone(name=f"Etc/GMT{hours:+d}", reason="all stamps carry this offset")
    return LogZone(name=asked, reason=f"{agreeing:.1%} of the offsets agree with it")


def with_stamps(rows: pl.DataFrame, asked: str) -> tuple[pl.DataFrame, LogZone]:
    """Rows whose text columns `timestamp` and `start` became instants, and the zone they show.

    Adds time_precision, local_date, gap_shifted and ambiguous (of the timestamp). Unreadable
    stamps are null.
    """
    stamps = read_iso_stamps(rows["timestamp"], asked)
    zone = log_zone(stamps["offset"], stamps["instant"], asked)
    walls = stamps.select(wall=_wall(zone.name), date_only="date_only").with_columns(
        written=pl.when("date_only").then(pl.lit("day")).otherwise(pl.lit("second"))
    )
    precision = time_precision(walls["wall"], walls["written"])
    return rows.with_columns(
        stamps["instant"].alias("timestamp"),
        read_iso_stamps(rows["start"], asked)["instant"].alias("start"),
        precision.alias("time_precision"),
        _local_date(stamps, walls["wall"], precision, zone.name),
        stamps["gap_shifted"],
        stamps["ambiguous"],
    ), zone


def _wall(zone: str) -> pl.Expr:
    """The clock as written; for UTC, which exporters write for any zone, also the zone's clock.

    Midnight in either sense stays midnight, so that a date without a time is seen as one.
    """
    local = pl.col("instant").dt.convert_time_zone(zone).dt.replace_time_zone(None)
    midnight = local == local.dt.truncate("1d")
    return pl.when((pl.col("offset") == 0) & midnight).then(local).otherwise("wall")


def _local_date(
    stamps: pl.DataFrame, wall: pl.Series, precision: pl.Series, zone: str
) -> pl.Series:
    """A date without a time is the one written; any other stamp falls on a date of the zone."""
    return stamps.select(
        local_date=pl.when(precision == "day")
        .then(wall)
        .otherwise(pl.col("instant").dt.convert_time_zone(zone).dt.replace_time_zone(None))
        .dt.date()
    ).to_series()
