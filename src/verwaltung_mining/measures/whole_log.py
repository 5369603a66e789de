"""All completed cases of a log: what adds up over its parts, and what is asked of all events."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.case_parts import by_part, of_cases
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.moment_counts import MomentCounts
from verwaltung_mining.measures.previous_event import of_previous_event
from verwaltung_mining.measures.throughput_time import throughput_time
from verwaltung_mining.measures.variant import variants

Ints = npt.NDArray[np.int64]

SECONDS_PER_DAY = 86_400.0
DAYS_PER_YEAR = 365.25
MICROSECONDS = 1e6
NEEDED = ("case", "activity", "org_unit", "start", "timestamp", "time_precision")
"""Columns of the events that a view of the work is made of."""
MERGED_AT_ONCE = 16
"""Parts that wait to be merged: each has some 20,000 variants, all together not many more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeLog:
    """All completed cases, whether or not an analysis looks at each of them."""

    work: Parts
    """Their events as pieces of work: case, activity, org_unit, previous (completion before it in
    the case, null for its first event), start, timestamp and time_precision. Made anew whenever it
    is asked for."""
    cases: int
    total_seconds: float
    """Throughput of all cases together."""
    median_seconds: float | None
    """Of their throughput; None without cases."""
    first: int
    last: int
    """First start and last completion in milliseconds since the epoch; 0 without cases."""
    variants: pl.DataFrame
    """variant (code), activities (List[UInt16]) and cases (UInt32), by frequency."""
    moments: MomentCounts
    """When events happen, those of open cases too."""
    events_by_unit: pl.DataFrame
    """org_unit (null where unknown) and events, by org_unit."""

    @property
    def window_days(self) -> float:
        """From the first start to the last completion; 0 without cases."""
        return (self.last - self.first) / 1000.0 / SECONDS_PER_DAY

    @property
    def per_year(self) -> float:
        """Factor from a total of the window to a year; 1 for an empty window."""
        return DAYS_PER_YEAR / self.window_days if self.window_days > 0 else 1.0

    def completions(self, steps: Collection[int]) -> Mapping[int, Ints]:
        """By step when it was completed after another, in order (milliseconds since the epoch)."""
        parts = self.work.map(partial(_completions, sorted(steps)))
        rows = pl.concat(parts).sort("moment").partition_by("activity", as_dict=True)
        return {int(step): moments["moment"].to_numpy() for (step,), moments in rows.items()}


def whole_log(log: EventLog) -> WholeLog:
    """One pass over the parts of a log whose steps may all be shown."""
    completed = by_part(log, log.cases.filter("completed").select("case"))
    whole = _in_turn(log.events.one_by_one_with(partial(_of_part, log.zone), completed))
    times = whole.times
    return WholeLog(
        work=log.events.seen_through(
            [partial(_work, cases["case"]) for cases in completed], needs=NEEDED
        ),
        cases=len(times),
        total_seconds=int(times.sum()) / MICROSECONDS,
        median_seconds=float(np.median(times, overwrite_input=True)) / MICROSECONDS
        if len(times)
        else None,
        first=whole.first or 0,
        last=whole.last or 0,
        variants=whole.variants.with_row_index("variant"),
        moments=whole.moments,
        events_by_unit=whole.units.sort("org_unit", nulls_last=True),
    )


def _in_turn(parts: Iterator["_Part"]) -> "_Part":
    """All parts together; those that have come are merged before there are many of them."""
    waiting: list[_Part] = []
    for part in parts:
        waiting.append(part)
        if len(waiting) == MERGED_AT_ONCE:
            waiting = [_merged(waiting)]
    return _merged(waiting)


def _merged(parts: Sequence["_Part"]) -> "_Part":
    return _Part(
        times=np.concatenate([part.times for part in parts]),
        first=min((part.first for part in parts if part.first is not None), default=None),
        last=max((part.last for part in parts if part.last is not None), default=None),
        variants=merged_variants([part.variants for part in parts]),
        moments=MomentCounts.merge(part.moments for part in parts),
        units=pl.concat(part.units for part in parts)
        .group_by("org_unit")
        .agg(pl.col("events").sum()),
    )


def merged_variants(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The variants of several parts together: activities and cases.

    The most frequent come first, ties in the order of the sequences.
    """
    return (
        pl.concat(table.select("activities", "cases") for table in parts)
        .group_by("activities")
        .agg(pl.col("cases").sum())
        .sort("cases", "activities", descending=[True, False])
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The completed cases of one part."""

    times: Ints
    """Throughput by case in microseconds."""
    first: int | None
    last: int | None
    """Milliseconds since the epoch; None without cases."""
    variants: pl.DataFrame
    moments: MomentCounts
    units: pl.DataFrame


def _of_part(zone: str, events: pl.DataFrame, cases: pl.DataFrame) -> _Part:
    rows = of_cases(cases["case"], events).lazy()
    times = throughput_time(rows).collect()
    bounds = times.select(pl.col("first").min().dt.epoch("ms"), pl.col("last").max().dt.epoch("ms"))
    first, last = bounds.row(0)
    return _Part(
        times=times["throughput_time"].dt.total_microseconds().to_numpy(),
        first=first,
        last=last,
        variants=variants(rows.select("case", "activity")).collect(),
        moments=MomentCounts.of(zone, events["timestamp"]),
        units=rows.group_by("org_unit").agg(events=pl.len()).collect(),
    )


def _work(cases: pl.Series, events: pl.DataFrame) -> pl.DataFrame:
    return of_cases(cases, events).select(
        "case", "activity", "org_unit", "start", "timestamp", "time_precision",
        previous=of_previous_event("timestamp"),
    )  # fmt: skip


def _completions(steps: Sequence[int], work: pl.DataFrame) -> pl.DataFrame:
    """activity and moment."""
    rows = work.filter(pl.col("activity").is_in(steps) & pl.col("previous").is_not_null())
    return rows.select("activity", moment=pl.col("timestamp").dt.epoch("ms"))
