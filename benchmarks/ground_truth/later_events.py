"""Events of a log that come later, and what comes after them in their cases with them."""

from dataclasses import replace

import numpy as np
import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.schema import EVENT_SCHEMA, EventLog


def later(log: EventLog, rows: pl.Series, waits: np.ndarray) -> EventLog:
    """The events in `rows` and all after them in their cases come later by `waits` microseconds."""
    wait = np.zeros(log.events.collect().height, np.int64)
    wait[rows.to_numpy()] = waits
    events = log.events.collect().with_columns(wait=pl.Series(wait))
    moved = pl.duration(microseconds=pl.col("wait").cum_sum().over("case"))
    events = events.with_columns(pl.col("start") + moved, pl.col("timestamp") + moved)
    return replace(log, events=Parts.of(_dated(events, log.zone)))


def repeated(log: EventLog, rows: pl.Series, pause: np.ndarray, passage: np.ndarray) -> EventLog:
    """After each of `rows` the step before it and it itself once more; what follows comes later."""
    last = rows.to_numpy()
    wait = np.zeros(log.events.collect().height, np.int64)
    wait[last] = pause + passage
    moved = pl.col("wait").cum_sum().over("case") - pl.col("wait")
    events = (
        log.events.collect()
        .with_row_index("row")
        .with_columns(wait=pl.Series(wait), part=pl.lit(0))
    )
    events = events.with_columns(moved=moved).drop("wait")
    again = []
    for part, (row, after) in enumerate(((last - 1, pause), (last, pause + passage)), start=1):
        copy = events[row].with_columns(row=pl.Series(last, dtype=pl.UInt32), part=pl.lit(part))
        lasted = pl.col("timestamp") - pl.col("start")
        done = events["timestamp"][last] + pl.Series(after).cast(pl.Duration("us"))
        again.append(copy.with_columns(start=done - lasted, timestamp=done))
    every = pl.concat([events, *again]).sort("row", "part", maintain_order=True)
    shift = pl.duration(microseconds="moved")
    every = every.with_columns(pl.col("start") + shift, pl.col("timestamp") + shift)
    counts = every.group_by("case", maintain_order=True).agg(events=pl.len().cast(pl.UInt32))
    cases = log.cases.drop("events").join(counts, on="case", how="left", maintain_order="left")
    first = pl.col("events").cum_sum() - pl.col("events")
    return replace(
        log,
        events=Parts.of(_dated(every, log.zone)),
        cases=cases.with_columns(first_row=first).select(log.cases.columns),
    )


def _dated(events: pl.DataFrame, zone: str) -> pl.DataFrame:
    local = pl.col("timestamp").dt.convert_time_zone(zone).dt.date()
    return events.with_columns(local_date=local).select(
        pl.col(name).cast(form) for name, form in EVENT_SCHEMA.items()
    )
