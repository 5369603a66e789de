"""Batches: activity instances of several cases that a unit works off together."""

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.statistics import dense_codes

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

ALONE = -1
"""Batch of an instance that belongs to none."""


def batch(events: pl.DataFrame, *, least_size: int = 2) -> pl.DataFrame:
    """Number of the batch of each activity instance, when its work came together and began.

    Takes index (case), activity, org_unit, enabled, start and timestamp, none of them null; gives
    per row batch (Int64, null for none), ready (latest enablement in it) and batch_start. Two
    neighbours of the same activity and unit, by start, hang together if both stamps are equal
    (simultaneous), if they overlap (concurrent) or if one begins when the other ends (sequential);
    a batch is a chain of one kind. Who came only after the batch had begun forms one of its own
    with the others who did. Batches with fewer than `least_size` cases are none.
    This holds for what one person does; a unit works on much at a time, see `batch_by_date`.
    Source: Martin, Pufahl and Mannhardt 2021.
    """
    order = np.lexsort([_ints(events, c) for c in ("timestamp", "start", "org_unit", "activity")])
    ordered = events[order]
    chain = _chains(ordered)
    back = np.empty(len(order), np.int64)
    back[order] = parted(ordered, chain, least_size)
    return described(events, back)


def described(events: pl.DataFrame, found: Ints) -> pl.DataFrame:
    """When the first instance of each case in the batch was enabled, and the latest of these."""
    named = events.select("index", "enabled", "start").with_columns(
        batch=pl.when(pl.Series(found) != ALONE).then(pl.Series(found))
    )
    of_case = (
        named.drop_nulls("batch")
        .sort(["batch", "index", "start", "enabled"])
        .unique(["batch", "index"], keep="first", maintain_order=True)
    )
    of_batch = of_case.group_by("batch", maintain_order=True).agg(
        ready=pl.col("enabled").max(), batch_start=pl.col("start").min()
    )
    return named.join(of_batch, on="batch", how="left", maintain_order="left").select(
        "batch", "ready", "batch_start"
    )


def _chains(ordered: pl.DataFrame) -> Ints:
    """Number of the chain of each row; a chain has one kind, its first row settles nothing.

    Where the kind changes, the row that changes it begins the next chain, unless its predecessor
    began one itself: so of rows that change every time, each second one begins.
    """
    kind = _kind_of_pair(ordered)
    first = np.flatnonzero(np.r_[True, kind[1:] != kind[:-1]])[: len(kind)]
    run = kind[first]
    number = np.arange(len(first))
    # Whether a run's last row has joined alternates along runs of one row.
    settled = (run == 0) | (np.diff(np.r_[first, len(kind)]) > 1)
    base = np.maximum.accumulate(np.where(settled, number, 0))
    joined = (run[base] != 0) ^ ((number - base) % 2 == 1)
    begins = kind == 0
    begins[first[1:]] |= (run[:-1] != 0) & joined[:-1]
    return np.cumsum(begins)


def _kind_of_pair(ordered: pl.DataFrame) -> Ints:
    """How each row hangs together with the one before: 0 not, else a number for the kind."""
    unit, activity, start, end = (
        _ints(ordered, c) for c in ("org_unit", "activity", "start", "timestamp")
    )
    kind = np.zeros(len(unit), np.int64)
    if len(unit) < 2:
        return kind
    same = (unit[1:] == unit[:-1]) & (activity[1:] == activity[:-1])
    equal = (start[1:] == start[:-1]) & (end[1:] == end[:-1])
    overlap = (start[1:] < end[:-1]) & (end[1:] != end[:-1])
    follows = start[1:] == end[:-1]
    for number, holds in enumerate((equal, overlap, follows & ~equal), start=1):
        kind[1:] = np.where(same & holds, number, kind[1:])
    return kind


def parted(ordered: pl.DataFrame, chain: Ints, least_size: int) -> Ints:
    """Batches of the chains: cases that came after the batch had begun are taken out together.

    Each round looks only at those taken out in the round before.
    """
    case, enabled, start = (_ints(ordered, c) for c in ("index", "enabled", "start"))
    enabled = np.minimum(enabled, start)
    found = np.full(len(chain), ALONE, np.int64)
    rows, number = np.arange(len(chain)), 0
    while len(rows):
        group = dense_codes(chain[rows])[1]
        begin = np.full(int(group.max()) + 1, np.iinfo(np.int64).max)
        np.minimum.at(begin, group, start[rows])
        by_case = np.lexsort([enabled[rows], start[rows], case[rows], group])
        first = np.r_[
            True,
            (np.diff(group[by_case]) != 0) | (np.diff(case[rows][by_case]) != 0),
        ]
        of_case = np.cumsum(first) - 1
        late = (enabled[rows][by_case][first] > begin[group[by_case][first]])[of_case]
        cases = np.bincount(group[by_case][first], minlength=len(begin))
        taken = np.bincount(group[by_case][first & late], minlength=len(begin))
        kept = ~late & ((cases - taken) >= least_size)[group[by_case]]
        found[rows[by_case][kept]] = number + group[by_case][kept]
        number += len(begin)
        several = late & (cases > 1)[group[by_case]]
        rows = np.sort(rows[by_case][several])
    return found


def _ints(events: pl.DataFrame, column: str) -> Ints:
    """Codes as they are, stamps in milliseconds."""
    series = events[column]
    if series.dtype.is_temporal():
        series = series.dt.epoch("ms")
    return series.cast(pl.Int64).to_numpy()
