"""Why work on an activity did not begin when it could have: five causes of waiting."""

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.measures.unit_timeline import WorkingTime, unit_timeline

Ints = npt.NDArray[np.int64]

CAUSES = ("batching", "contention", "prioritisation", "unavailability", "extraneous")


def waiting_causes(events: pl.DataFrame, *, working: WorkingTime) -> pl.DataFrame:
    """The wait before each activity instance, parted by cause.

    Takes org_unit (or whatever works), enabled, start and timestamp, none of them null, and ready
    and batch_start from `batch` (null for none). Gives wait, batching, contention, prioritisation,
    unavailability and extraneous in milliseconds (Int64); the five add up to the wait exactly.

    batching: until the last case of the batch is there. Of the rest, by what the unit does then:
    contention where it works on something that was there no later, prioritisation where it works on
    what came later only, unavailability where it works on nothing outside its working time;
    extraneous what is left. "No later" than the instance itself; before its batch begins, than the
    batch was complete. Source: Lashkevich et al. 2023, "Why am I waiting?", CAiSE.

    >>> from datetime import UTC, datetime
    >>> at = lambda hour: datetime(2024, 5, 6, hour, tzinfo=UTC)
    >>> events = pl.DataFrame({"org_unit": [0, 0, 0], "enabled": [at(8), at(9), at(10)],
    ...     "start": [at(8), at(14), at(11)], "timestamp": [at(10), at(15), at(12)],
    ...     "ready": [None] * 3, "batch_start": [None] * 3},
    ...     schema_overrides={"ready": pl.Datetime("us", "UTC"),
    ...     "batch_start": pl.Datetime("us", "UTC")})
    >>> causes = waiting_causes(events, working=lambda unit, moment: moment)
    >>> (causes[1] / 3_600_000).row(0)
    (5.0, 0.0, 1.0, 1.0, 0.0, 3.0)
    """
    unit = events["org_unit"].cast(pl.Int64).to_numpy()
    enabled, start, end, ready, begun = (
        _milliseconds(events[c].fill_null(events["enabled"]))
        for c in ("enabled", "start", "timestamp", "ready", "batch_start")
    )
    # In the order of the timeline, so that neighbours are found in the cache.
    order = np.lexsort((start, unit))
    unit, enabled, start, end, ready, begun = (
        times[order] for times in (unit, enabled, start, end, ready, begun)
    )
    ready = np.clip(ready, enabled, start)
    begun = np.clip(begun, ready, start)
    line = unit_timeline(unit, enabled, start, end, working=working)
    since, batch, until = (line.at(unit, moment) for moment in (ready, begun, start))
    contention = line.contended(since, batch, limit=ready)
    contention += line.contended(batch, until, limit=enabled)
    busy, unavailability = line.busy(since, until), line.unavailable(since, until)
    causes = pl.DataFrame(
        {
            "wait": start - enabled,
            "batching": ready - enabled,
            "contention": contention,
            "prioritisation": busy - contention,
            "unavailability": unavailability,
            "extraneous": start - ready - busy - unavailability,
        }
    )
    return causes[np.argsort(order)]


def _milliseconds(stamps: pl.Series) -> Ints:
    return stamps.dt.epoch("ms").to_numpy()
