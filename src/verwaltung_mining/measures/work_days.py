"""On which days each unit works on each step, and from when to when."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.measures.operating_time import OperatingClock

Ints = npt.NDArray[np.int64]

UNITS = 2**16
"""Units are UInt16 codes."""
DAYS = 2**24
"""More than any log has."""

Queue = tuple[int, int]
"""A step and a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDays:
    """The working days on which something is done on a step by a unit, in order."""

    day: Ints
    """Number of the working day (`OperatingClock.working_day`), none twice."""
    first: Ints
    last: Ints
    """First and last stamp of work on it, in milliseconds since the epoch."""


def work_days(
    work: Parts, clock: OperatingClock, *, steps: frozenset[int]
) -> Mapping[Queue, WorkDays]:
    """The days of work by step and unit, of these steps.

    Takes activity, org_unit, previous, start and timestamp. Stamps of work are start and
    completion; of a case's first event, and where the unit is unknown, they do not count.
    """
    days = (
        pl.concat(work.map(partial(_of_part, clock, sorted(steps))))
        .group_by("activity", "org_unit", "day")
        .agg(pl.col("first").min(), pl.col("last").max())
        .sort("activity", "org_unit", "day")
    )
    queues = days.partition_by("activity", "org_unit", maintain_order=True)
    return {
        (queue["activity"][0], queue["org_unit"][0]): WorkDays(
            day=queue["day"].to_numpy(),
            first=queue["first"].to_numpy(),
            last=queue["last"].to_numpy(),
        )
        for queue in queues
    }


def _of_part(clock: OperatingClock, steps: list[int], work: pl.DataFrame) -> pl.DataFrame:
    """activity, org_unit, day, first and last of a part."""
    rows = work.filter(
        pl.col("activity").is_in(steps)
        & pl.col("org_unit").is_not_null()
        & pl.col("previous").is_not_null()
    )
    begun = pl.max_horizontal("previous", pl.coalesce("start", "timestamp"))
    moments = (begun, pl.col("timestamp"))
    return pl.concat(_by_day(clock, rows.select("activity", "org_unit", moment=m)) for m in moments)


def _by_day(clock: OperatingClock, stamps: pl.DataFrame) -> pl.DataFrame:
    milliseconds = stamps["moment"].dt.epoch("ms")
    day = np.maximum(clock.working_day(milliseconds.to_numpy()), 0)
    # One integer to group by takes a third of the time of three columns.
    queue = pl.col("activity").cast(pl.Int64) * UNITS + pl.col("org_unit")
    return (
        stamps.select((queue * DAYS + pl.Series(day)).alias("key"), milliseconds)
        .group_by("key")
        .agg(first=pl.col("moment").min(), last=pl.col("moment").max())
        .select(
            (pl.col("key") // DAYS // UNITS).cast(pl.UInt16).alias("activity"),
            (pl.col("key") // DAYS % UNITS).cast(pl.UInt16).alias("org_unit"),
            (pl.col("key") % DAYS).alias("day"),
            "first",
            "last",
        )
    )
