"""The time columns of a table, whatever their type, as start and completion of events."""

from dataclasses import dataclass, field

import polars as pl

from verwaltung_mining.importers.columns.roles import Roles
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.stamps.reading import Stamps, read_instants, read_stamps

MISSING = "timestamp_missing"
UNFINISHED = "unpaired_start"
"""A start without completion: work in progress (the code that lifecycle.py uses)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStamps:
    """Start and completion of every row."""

    frame: pl.DataFrame
    """`start`, `timestamp`, `time_precision`, `local_date`, and `problem` (null where good)."""
    quality_counts: dict[str, int] = field(default_factory=dict)
    formats: dict[str, int] = field(default_factory=dict)


def read_event_stamps(cells: pl.DataFrame, roles: Roles, options: ReadOptions) -> EventStamps:
    """The stamps of a table; a start after its completion, or unreadable, is null and counted.
    Raises AmbiguousError where day and month cannot be told apart.
    """
    ends = _column(cells, roles.columns["timestamp"], roles.columns.get("time_of_day"), options)
    frame = ends.frame.select(
        timestamp="instant",
        time_precision="time_precision",
        local_date=pl.col("wall").dt.date(),
        problem=pl.col("problem").fill_null(
            pl.when(pl.col("instant").is_null()).then(pl.lit(MISSING))
        ),
    )
    if "start" not in roles.columns:
        frame = frame.with_columns(start=pl.lit(None, dtype=pl.Datetime("us", "UTC")))
        return EventStamps(frame=frame, quality_counts=_flags(ends), formats=ends.formats)
    starts = _column(cells, roles.columns["start"], None, options)
    opened = starts.frame["instant"]
    late = (opened > frame["timestamp"]).fill_null(False)
    running = (frame["problem"] == MISSING) & opened.is_not_null()
    return EventStamps(
        frame=frame.with_columns(
            start=opened.set(late, None),
            problem=pl.when(running).then(pl.lit(UNFINISHED)).otherwise(pl.col("problem")),
        ),
        quality_counts=_flags(ends, starts)
        | {"end_before_start": int(late.sum())}
        | {"start_unreadable": starts.frame["problem"].count()},
        formats=starts.formats | ends.formats,
    )


def _column(cells: pl.DataFrame, name: str, time_name: str | None, options: ReadOptions) -> Stamps:
    values = cells[name]
    if values.dtype.is_temporal() and time_name is None:
        return read_instants(values, zone=options.zone)
    if time_name is not None:
        values = _with_time(cells[name], cells[time_name])
    return read_stamps(
        values, zone=options.zone, date_order=options.date_order, formats=options.time_formats
    )


def _with_time(dates: pl.Series, times: pl.Series) -> pl.Series:
    pair = pl.DataFrame({"date": dates.cast(pl.String), "time": times.cast(pl.String)})
    together = pl.concat_str("date", "time", separator=" ", ignore_nulls=True)
    return pair.select(
        pl.when(pl.col("date").is_not_null()).then(together).alias(dates.name)
    ).to_series()


def _flags(*columns: Stamps) -> dict[str, int]:
    flags = {
        "gap_shifted": "gap_shifted",
        "ambiguous": "ambiguous_time",
        "two_digit_year": "two_digit_year",
    }
    return {
        code: sum(int(column.frame[flag].sum()) for column in columns)
        for flag, code in flags.items()
    }
