"""Which step had to be completed before another could begin."""

import numpy as np
import polars as pl

from verwaltung_mining.measures.case_time import case_time


def enabled_by(events: pl.DataFrame) -> pl.DataFrame:
    """The last step of the case that was completed when work on each event began.

    Takes index (case), activity, start and timestamp; gives per row source (its activity) and
    enabled (its completion), null where there is none or the start is unknown. Steps still open at
    the start are passed over: they ran beside it. Of equal completions the later row counts.

    >>> from datetime import UTC, datetime
    >>> day = lambda d: datetime(2024, 5, d, tzinfo=UTC)
    >>> events = pl.DataFrame({"index": [0, 0, 0], "activity": [7, 8, 9],
    ...     "start": [day(1), day(2), day(3)], "timestamp": [day(2), day(5), day(6)]})
    >>> enabled_by(events)["source"].to_list()
    [None, 7, 7]
    """
    case = events["index"].cast(pl.Int64).to_numpy()
    known = events["start"].is_not_null().to_numpy()
    start = events["start"].fill_null(events["timestamp"]).dt.epoch("ms").to_numpy()
    end = events["timestamp"].dt.epoch("ms").to_numpy()
    keys = case_time(case, start, end - 1, end)
    done = keys.key(case, end)
    order = np.argsort(done, kind="stable")
    # Strictly before the own completion, so that no instant step waits for itself.
    latest = keys.key(case, np.minimum(start, end - 1))
    at = np.searchsorted(done[order], latest, side="right") - 1
    row = order[np.maximum(at, 0)]
    found = known & (at >= 0) & (case[row] == case)
    return events.select("activity", "timestamp")[row].select(
        source=pl.when(pl.Series(found)).then("activity"),
        enabled=pl.when(pl.Series(found)).then("timestamp"),
    )
