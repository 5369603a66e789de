"""Sequences of steps that follow themselves again and again within a case."""

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def stays(events: pl.DataFrame) -> pl.DataFrame:
    """Runs of the same activity taken as one: index, activity, timestamp (of its last event).

    >>> events = pl.DataFrame({"index": [0, 0, 0], "activity": [1, 1, 2], "timestamp": [3, 4, 9]})
    >>> stays(events).rows()
    [(0, 1, 4), (0, 2, 9)]
    """
    leaves = (pl.col("index") != pl.col("index").shift(-1)) | (
        pl.col("activity") != pl.col("activity").shift(-1)
    )
    kept = events.select("index", "activity", "timestamp")
    return kept.filter(leaves.fill_null(value=True))


def tandem_repeats(steps: pl.DataFrame, *, longest: int, occurrences: int) -> pl.DataFrame:
    """Where a sequence of 2 to `longest` different steps stands `occurrences` times in a row.

    One row per place: index, cycle (the sequence as it first stands there), begin and finish
    (first and last completion of its first step there). Takes `stays`. What a shorter sequence
    explains is not told again as a longer one.

    >>> steps = pl.DataFrame({"index": [0] * 6, "activity": [1, 2] * 3, "timestamp": range(6)})
    >>> tandem_repeats(steps, longest=3, occurrences=3).rows()
    [(0, [1, 2], 0, 4)]
    """
    index, activity = (steps[c].cast(pl.Int64).to_numpy() for c in ("index", "activity"))
    taken = np.zeros(len(index), bool)
    found = []
    for length in range(2, longest + 1):
        continues = _continues(index, activity, length) & ~taken
        first, last = _runs(index, continues, least=(occurrences - 1) * length)
        depth = np.bincount(first, minlength=len(index) + 1)
        depth[last + 1] -= 1
        taken |= np.cumsum(depth)[:-1] > 0
        found.append(_told(steps, first, last, length))
    return pl.concat(found).sort("index", "begin", maintain_order=True)


def _continues(index: Ints, activity: Ints, length: int) -> Bools:
    """Rows that do what was done so many rows before in the same case."""
    same = np.zeros(len(index), bool)
    same[length:] = (index[length:] == index[:-length]) & (activity[length:] == activity[:-length])
    return same


def _runs(index: Ints, continues: Bools, *, least: int) -> tuple[Ints, Ints]:
    """First and last row of runs that continue a sequence, at least so many rows in a row."""
    goes_on = continues[1:] & continues[:-1] & (index[1:] == index[:-1])
    first = np.flatnonzero(continues & ~np.r_[False, goes_on])
    last = np.flatnonzero(continues & ~np.r_[goes_on, False])
    long = last - first + 1 >= least
    return first[long], last[long]


def _told(steps: pl.DataFrame, first: Ints, last: Ints, length: int) -> pl.DataFrame:
    """What `tandem_repeats` gives, of runs that continue a sequence of this length."""
    begin = first - length
    cycle = steps["activity"].to_numpy()[begin[:, None] + np.arange(length)]
    return pl.DataFrame(
        {
            "index": steps["index"].gather(first),
            "cycle": pl.Series(cycle).arr.to_list(),
            "begin": steps["timestamp"].gather(begin),
            "finish": steps["timestamp"].gather(begin + ((last - begin) // length) * length),
        }
    )


def rounds_of(steps: pl.DataFrame, cycle: tuple[int, ...], *, occurrences: int) -> tuple[int, int]:
    """How often the sequence begins, wherever it is entered, and how often it then stands
    `occurrences` times in a row. Takes `stays`."""
    length = len(cycle)
    turns = {cycle[k:] + cycle[:k] for k in range(length)}
    whole = pl.any_horizontal(
        pl.all_horizontal(
            pl.col("activity").shift(length - 1 - k) == step for k, step in enumerate(turn)
        )
        for turn in sorted(turns)
    ) & (pl.col("index") == pl.col("index").shift(length - 1))
    marked = steps.select("index", whole=whole.fill_null(value=False))
    opens = pl.col("whole") & ~(
        pl.col("whole").shift(1, fill_value=False)
        & (pl.col("index") == pl.col("index").shift(1)).fill_null(value=False)
    )
    sizes = marked.with_columns(run=opens.cum_sum()).filter("whole").group_by("run").len()
    long = (sizes["len"] > (occurrences - 1) * length).sum()
    return sizes.height, int(long)


def following(steps: pl.DataFrame) -> Ints:
    """How often each step follows each: a row per step, a column per step after it.

    The last column counts where the case ends. Takes `stays`.

    >>> events = pl.DataFrame({"index": [0, 0, 1], "activity": [0, 1, 0], "timestamp": [3, 4, 9]})
    >>> following(stays(events)).tolist()
    [[0, 1, 1], [0, 0, 1]]
    """
    index, activity = (steps[c].cast(pl.Int64).to_numpy() for c in ("index", "activity"))
    width = int(activity.max(initial=-1)) + 1
    after = np.full(len(activity), width)
    after[:-1] = np.where(index[1:] == index[:-1], activity[1:], width)
    counts = np.bincount(activity * (width + 1) + after, minlength=width * (width + 1))
    return counts.reshape(width, width + 1)


def chance_of_round(follows: Ints, cycle: tuple[int, ...]) -> float:
    """Chance that the steps follow each other once around, by how often each step follows each.

    Takes `following`: the end of a case counts as a step that follows.
    """
    chance = 1.0
    for step, after in zip(cycle, (*cycle[1:], cycle[0]), strict=True):
        chance *= float(follows[step, after]) / int(follows[step].sum())
    return chance
