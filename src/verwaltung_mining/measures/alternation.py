"""Runs in which a case goes to and fro between two units, and what both of them do in it."""

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.statistics import dense_codes

Ints = npt.NDArray[np.int64]


def alternation(events: pl.DataFrame) -> pl.DataFrame:
    """Events of steps that both units perform within a maximal alternating run of stays.

    Consecutive events of one unit form a stay; a run is as many stays a, b, a, b … as there are,
    at least three. Takes index, activity and org_unit; one row per run and such event, in order:
    run, row (position of the event), changes (of unit, in the run). Events of unknown units are
    passed over; a stay may end one run and begin the next.

    >>> events = pl.DataFrame({"index": [0] * 3, "activity": [7, 8, 7], "org_unit": [1, 2, 1]})
    >>> alternation(events).rows()
    []
    >>> alternation(events.with_columns(activity=7)).rows()
    [(0, 0, 2), (0, 1, 2), (0, 2, 2)]
    """
    known = np.flatnonzero(events["org_unit"].is_not_null().to_numpy())
    case, unit, activity = (
        events[name].to_physical().fill_null(0).cast(pl.Int64).to_numpy()[known]
        for name in ("index", "org_unit", "activity")
    )
    begin = _changes(case, unit)
    first, last = _runs(case[begin], unit[begin])
    low, high = begin[first], np.r_[begin, len(known)][last + 1]
    run = np.repeat(np.arange(len(first)), high - low)
    at = np.arange(len(run)) - np.repeat(np.cumsum(high - low) - high, high - low)
    step = dense_codes(run * (int(activity.max(initial=0)) + 1) + activity[at])[1]
    here = unit[at] == unit[low][run]
    steps = int(step.max(initial=-1)) + 1
    both = (np.bincount(step[here], minlength=steps) > 0) & (
        np.bincount(step[~here], minlength=steps) > 0
    )
    kept = both[step]
    return pl.DataFrame(
        {"run": run[kept], "row": known[at][kept], "changes": (last - first)[run][kept]}
    )


def _changes(case: Ints, unit: Ints) -> Ints:
    """Where a case or its unit is another than before."""
    fresh = (case[1:] != case[:-1]) | (unit[1:] != unit[:-1])
    return np.flatnonzero(np.r_[True, fresh][: len(case)])


def _runs(case: Ints, unit: Ints) -> tuple[Ints, Ints]:
    """First and last stay of each run in which every unit is the one before the last."""
    again = (case[2:] == case[:-2]) & (unit[2:] == unit[:-2])
    edges = np.diff(np.r_[False, again, False].astype(np.int8))
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) + 1
