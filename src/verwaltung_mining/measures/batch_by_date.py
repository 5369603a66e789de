"""Batches of a unit: a step that rests on most days, and is done for many cases on a few."""

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.measures.batch import ALONE, described, parted
from verwaltung_mining.measures.operating_time import OperatingClock
from verwaltung_mining.statistics import dense_codes

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def batch_by_date(
    events: pl.DataFrame,
    clock: OperatingClock,
    *,
    least_size: int = 5,
    least_share: float = 0.3,
    most_days: float = 0.5,
) -> pl.DataFrame:
    """Number of the batch of each activity instance, when its work came together and began.

    Takes and gives the same as `batch`. A batch is the work on one activity that a unit begins on
    one working day, where the unit begins it on at most the share `most_days` of the working days
    from first to last, and at least `least_share` of its instances lie in batches of `least_size`
    cases. People of a unit work side by side and one after the other, so that neither overlap nor
    succession tells a batch from a busy queue; a step that rests on most days does.
    Source: size and share as for batches found by sweeping (docs/decisions/0013).
    """
    day = clock.working_day(events["start"].dt.epoch("ms").to_numpy())
    activity, unit = (events[c].cast(pl.Int64).to_numpy() for c in ("activity", "org_unit"))
    step = _dense(activity, unit)
    by_day = _dense(step, day)
    rows = np.flatnonzero(_rests(step, day, by_day, most_days)[step])
    found = np.full(len(step), ALONE, np.int64)
    found[rows] = parted(events.select("index", "enabled", "start")[rows], by_day[rows], least_size)
    steps = np.bincount(step)
    share = np.bincount(step[found != ALONE], minlength=len(steps)) / steps
    return described(events, np.where(share[step] >= least_share, found, ALONE))


def _rests(step: Ints, day: Ints, by_day: Ints, most_days: float) -> Bools:
    """Steps begun on at most this share of the days from first to last; all codes are dense.

    `by_day` numbers the days of all steps, by step and day.
    """
    of_day, when = np.zeros((2, int(by_day.max(initial=-1)) + 1), np.int64)
    of_day[by_day], when[by_day] = step, day
    days = np.bincount(of_day)
    last = np.cumsum(days) - 1
    rests: Bools = days <= most_days * (when[last] - when[last - days + 1] + 1)
    return rests


def _dense(*columns: Ints) -> Ints:
    """One number per combination of values, in their order."""
    number = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        low = int(column.min()) if len(column) else 0
        width = int(column.max(initial=low)) - low + 1
        number = dense_codes(number * width + (column - low))[1]
    return number
