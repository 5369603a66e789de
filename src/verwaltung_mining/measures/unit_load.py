"""How much work lies with a unit at a moment."""

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.measures.case_time import case_time

Ints = npt.NDArray[np.int64]


def unit_load(events: pl.DataFrame) -> Ints:
    """Other activity instances that lie with the unit when each of these comes to it.

    Takes org_unit, previous, start and timestamp (instants). An instance lies with its unit from
    the completion before it (a case's first from its own start on) until its own completion.
    0 where the unit is unknown; who comes at the same moment counts.
    Source: Little 1961 (work in progress).

    >>> from datetime import UTC, datetime
    >>> day = lambda d: datetime(2024, 5, d, tzinfo=UTC)
    >>> events = pl.DataFrame({"org_unit": [0, 0, 0], "previous": [day(1), day(2), day(9)],
    ...     "start": [day(3), day(4), day(9)], "timestamp": [day(5), day(6), day(10)]})
    >>> unit_load(events).tolist()
    [0, 1, 0]
    """
    stays = events.select(
        unit=pl.col("org_unit").cast(pl.Int64) + 1,
        enter=pl.coalesce("previous", "start", "timestamp").dt.epoch("ms"),
        leave=pl.col("timestamp").dt.epoch("ms"),
    ).with_columns(pl.col("unit").fill_null(0))
    unit, enter, leave = (stays[name].to_numpy() for name in ("unit", "enter", "leave"))
    keys = case_time(unit, enter, leave)
    key = keys.key(unit, enter)
    order = np.argsort(key)
    at = key[order]  # asked in order, so that neighbours are found in the cache
    come, gone = np.empty((2, len(at)), np.int64)
    come[order] = np.searchsorted(at, at, side="right")
    gone[order] = np.searchsorted(np.sort(keys.key(unit, leave)), at, side="right")
    # Instances of units numbered lower have all come and gone, so they cancel out.
    here: Ints = come - gone - (leave > enter)
    return np.where(unit > 0, here, 0)
