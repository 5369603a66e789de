"""Stamps of an XES log: instants, their precision, and the zone whose clock they show."""

from dataclasses import dataclass

import polars as pl

from verwaltung_mining.importers.options import DEFAULT_ZONE
from verwaltung_mining.importers.stamps.precision import clocks, column_precision
from verwaltung_mining.importers.stamps.reading import read_stamps

OFFSET = r":\d{2}(?:[.,]\d+)?\s?(Z|z|[+-]\d{2}:?(?:\d{2})?)\s*$"
MINUTES_PER_HOUR = 60
TIMED = ("timestamp", "time_precision", "problem", "gap_shifted", "ambiguous")
"""What a row knows of its stamp; `problem` is null where it is good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogZone:
    """The zone of a log's local dates, and why."""

    name: str
    reason: str
    utc_only: bool = False
    """Every stamp is written in UTC, whatever the zone of the office."""


def log_zone(stamps: pl.Series, instants: pl.Series, asked: str) -> LogZone:
    """The zone asked for, unless every stamp of the file contradicts the default one.

    A file whose stamps all carry one other offset of whole hours was written in that fixed zone;
    UTC says nothing, because exporters write it whatever their zone.

    >>> from datetime import UTC, datetime
    >>> noon = pl.Series([datetime(2024, 1, 1, 17, tzinfo=UTC)])
    >>> log_zone(pl.Series(["2024-01-01T12:00:00-05:00"]), noon, "Europe/Berlin").name
    'Etc/GMT+5'
    """
    offsets = _offset_minutes(stamps)
    written = offsets.drop_nulls().unique().sort().to_list()
    if not written:
        return LogZone(name=asked, reason="no stamp carries an offset")
    if written == [0]:
        return LogZone(name=asked, reason="all stamps are in UTC", utc_only=not offsets.has_nulls())
    local = instants.dt.convert_time_zone(asked)
    in_zone = (local.dt.base_utc_offset() + local.dt.dst_offset()).dt.total_minutes()
    agreeing = int((offsets == in_zone).sum()) / offsets.count()
    hours, rest = divmod(-written[0], MINUTES_PER_HOUR)
    if asked == DEFAULT_ZONE and not agreeing and len(written) == 1 and not rest:
        return LogZone(name=f"Etc/GMT{hours:+d}", reason="all stamps carry this offset")
    return LogZone(name=asked, reason=f"agrees with {agreeing:.1%} of the offsets")


def with_stamps(rows: pl.DataFrame, asked: str) -> tuple[pl.DataFrame, LogZone]:
    """Rows whose text columns `timestamp` and `start` became instants, and the zone they show.

    Adds time_precision and local_date of the timestamp, and what is wrong with it: `problem`,
    gap_shifted, ambiguous; and `start_problem`.
    """
    read = read_stamps(rows["timestamp"], zone=asked)
    zone = log_zone(rows["timestamp"], read.frame["instant"], asked)
    if zone.name != asked:
        read = read_stamps(rows["timestamp"], zone=zone.name)
    frame = read.frame
    stamps = frame.with_columns(
        local_date=pl.col("wall").dt.date(),
        time_precision=column_precision(frame["wall"], frame["clock"]),
    )
    if zone.utc_only:
        stamps = _with_utc_dates(stamps)
    timed = stamps.rename({"instant": "timestamp"}).select(*TIMED, "local_date")
    starts = read_stamps(rows["start"], zone=zone.name).frame
    return rows.with_columns(
        *timed.get_columns(),
        starts["instant"].alias("start"),
        starts["problem"].alias("start_problem"),
    ), zone


def _with_utc_dates(stamps: pl.DataFrame) -> pl.DataFrame:
    """Stamps in which midnight UTC, where frequent, is a date that was written without a time."""
    utc = stamps["instant"].dt.replace_time_zone(None)
    shown = clocks(utc, pl.repeat("second", len(utc), eager=True))
    dated = column_precision(utc, shown) == "day"
    return stamps.with_columns(
        time_precision=pl.when(dated)
        .then(pl.lit("day", dtype=stamps.schema["time_precision"]))
        .otherwise("time_precision"),
        local_date=pl.when(dated).then(utc.dt.date()).otherwise("local_date"),
    )


def _offset_minutes(stamps: pl.Series) -> pl.Series:
    """Minutes of the written offset; null where none is written."""
    text = stamps.to_frame("stamp").select(
        offset=pl.col("stamp").str.extract(OFFSET).str.replace("(?i)z", "+0000")
    )
    digits = pl.col("offset").str.replace_all(r"\D", "").str.pad_end(len("0000"), "0")
    hours, minutes = digits.str.slice(0, 2), digits.str.slice(2, 2)
    total = hours.cast(pl.Int32) * MINUTES_PER_HOUR + minutes.cast(pl.Int32)
    signed = pl.when(pl.col("offset").str.starts_with("-")).then(-total).otherwise(total)
    return text.select(signed.alias("offset")).to_series()
