"""Batches and causes of waiting, event by event and minute by minute: the oracle of both."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import polars as pl

from verwaltung_mining.measures.waiting_causes import CAUSES


class Work(NamedTuple):
    """One activity instance; times in whole minutes."""

    case: int
    activity: int
    unit: int
    enabled: int
    start: int
    end: int


def naive_batches(log: Sequence[Work], *, least_size: int = 2) -> list[frozenset[int]]:
    """Batches as sets of places in the log."""
    order = sorted(range(len(log)), key=lambda k: (log[k][1:3], log[k].start, log[k].end))
    chains: list[list[int]] = []
    kind = None
    for before, at in zip([None, *order], order, strict=False):
        pair = None if before is None else _kind(log[before], log[at])
        if pair is not None and kind in (None, pair):
            chains[-1].append(at)
            kind = pair
        else:
            chains.append([at])
            kind = None
    found = []
    while chains:
        chain = chains.pop()
        begin = min(log[k].start for k in chain)
        firsts = {c: min((log[k].start, log[k].enabled) for k in chain if log[k].case == c)
                  for c in {log[k].case for k in chain}}  # fmt: skip
        late = {c for c, (_, enabled) in firsts.items() if enabled > begin}
        kept = [k for k in chain if log[k].case not in late]
        if len(firsts) - len(late) >= least_size:
            found.append(frozenset(kept))
        if late:
            chains.append([k for k in chain if log[k].case in late])
    return found


def _kind(a: Work, b: Work) -> str | None:
    if (a.activity, a.unit) != (b.activity, b.unit):
        return None
    if (a.start, a.end) == (b.start, b.end):
        return "simultaneous"
    if b.start < a.end and a.end != b.end:
        return "concurrent"
    return "sequential" if b.start == a.end else None


def naive_causes(
    log: Sequence[Work], works: Callable[[int, int], bool] = lambda unit, minute: True
) -> list[dict[str, int]]:
    """Minutes of waiting of each instance by cause."""
    batches = naive_batches(log)
    found = []
    for at, mine in enumerate(log):
        own = next((b for b in batches if at in b), None)
        ready = begun = mine.enabled
        if own is not None:
            begun = min(log[k].start for k in own)
            first = {}
            for k in sorted(own, key=lambda k: (log[k].start, log[k].enabled)):
                first.setdefault(log[k].case, log[k].enabled)
            ready = max(mine.enabled, *first.values())
        spent: Counter[str] = Counter(dict.fromkeys(CAUSES, 0))
        for minute in range(mine.enabled, mine.start):
            limit = ready if minute < begun else mine.enabled
            spent[_cause(log, mine.unit, minute, ready, limit, works)] += 1
        found.append(dict(spent))
    return found


def _cause(
    log: Sequence[Work],
    unit: int,
    minute: int,
    ready: int,
    limit: int,
    works: Callable[[int, int], bool],
) -> str:
    if minute < ready:
        return "batching"
    running = [w for w in log if w.unit == unit and w.start <= minute < w.end]
    if any(w.enabled <= limit for w in running):
        return "contention"
    if running:
        return "prioritisation"
    return "extraneous" if works(unit, minute) else "unavailability"


def frame(log: Sequence[Work]) -> pl.DataFrame:
    """The columns that `batch` and `waiting_causes` take."""
    stamp = pl.Datetime("us", "UTC")
    rows = pl.DataFrame(log, schema=[*Work._fields], orient="row")
    minutes = (pl.col("enabled", "start", "end") * 60_000_000).cast(stamp)
    return rows.with_columns(minutes).select(
        pl.col("case").alias("index"),
        "activity",
        pl.col("unit").alias("org_unit"),
        "enabled",
        "start",
        pl.col("end").alias("timestamp"),
    )
