"""How much work lies with a unit at a moment."""

from functools import partial

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.measures.case_time import CaseTime, case_time
from verwaltung_mining.statistics import distinct

Ints = npt.NDArray[np.int64]


def unit_load(asked: pl.DataFrame, work: Parts) -> Ints:
    """Other activity instances that lie with the unit when each of these comes to it.

    Both have org_unit, previous, start and timestamp (instants); those asked are among `work`. An
    instance lies with its unit from the completion before it (a case's first from its own start on)
    until its own completion. 0 where the unit is unknown; who comes at the same moment counts.
    Source: Little 1961 (work in progress).

    >>> from datetime import UTC, datetime
    >>> day = lambda d: datetime(2024, 5, d, tzinfo=UTC)
    >>> events = pl.DataFrame({"org_unit": [0, 0, 0], "previous": [day(1), day(2), day(9)],
    ...     "start": [day(3), day(4), day(9)], "timestamp": [day(5), day(6), day(10)]})
    >>> unit_load(events, Parts.of(events)).tolist()
    [0, 1, 0]
    """
    unit, enter, leave = _stays(asked)
    keys = case_time(unit, enter, leave)
    asked_key = keys.key(unit, enter)
    moments = distinct(asked_key)
    counted = np.zeros(len(moments), np.int64)
    for part in work.one_by_one(partial(_come_less_gone, keys, moments)):
        counted += part
    # Instances of units numbered lower have all come and gone, so they cancel out.
    here: Ints = np.cumsum(counted)[np.searchsorted(moments, asked_key)] - (leave > enter)
    return np.where(unit > 0, here, 0)


def _come_less_gone(keys: CaseTime, moments: Ints, work: pl.DataFrame) -> Ints:
    """Instances of a part that come up to each moment and after the one before it, less those gone.

    Moments are keys of unit and time.
    """
    unit, enter, leave = _stays(work)
    come, gone = (_first_from(keys, moments, unit, at) for at in (enter, leave))
    counted: Ints = come - gone
    return counted


def _first_from(keys: CaseTime, moments: Ints, unit: Ints, at: Ints) -> Ints:
    """How often each of the moments is the first that is not before one of the stamps."""
    within = np.clip(at, keys.offset, keys.offset + (1 << keys.bits) - 1)
    place = np.searchsorted(moments, keys.key(unit, within))
    return np.bincount(place, minlength=len(moments) + 1)[:-1]


def _stays(events: pl.DataFrame) -> tuple[Ints, Ints, Ints]:
    """Unit (0 where unknown), and when an instance comes to it and is done."""
    stays = events.select(
        unit=(pl.col("org_unit").cast(pl.Int64) + 1).fill_null(0),
        enter=pl.coalesce("previous", "start", "timestamp").dt.epoch("ms"),
        leave=pl.col("timestamp").dt.epoch("ms"),
    )
    unit, enter, leave = (stays[name].to_numpy() for name in ("unit", "enter", "leave"))
    return unit, enter, leave
