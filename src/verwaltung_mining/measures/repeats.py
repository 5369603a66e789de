"""Sequences of steps that follow themselves again and again within a case."""

import polars as pl


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
    taken = pl.Series("taken", [False]).new_from_index(0, steps.height)
    found = []
    for length in range(2, longest + 1):
        continues = steps.select(continues=_continues(length))["continues"] & ~taken
        runs = _runs(steps, continues, length=length, least=(occurrences - 1) * length)
        taken = taken | steps.with_row_index("row")["row"].is_in(_rows(runs).implode())
        found.append(runs.select("index", "cycle", "begin", "finish"))
    return pl.concat(found).sort("index", "begin", maintain_order=True)


def _continues(length: int) -> pl.Expr:
    same = pl.all_horizontal(
        pl.col(column) == pl.col(column).shift(length) for column in ("index", "activity")
    )
    return same.fill_null(value=False)


def _runs(steps: pl.DataFrame, continues: pl.Series, *, length: int, least: int) -> pl.DataFrame:
    """Runs of rows that continue a sequence of this length, at least so many in a row."""
    numbered = steps.with_row_index("row").with_columns(continues=continues)
    opens = numbered["continues"] & ~(
        numbered["continues"].shift(1, fill_value=False)
        & (numbered["index"] == numbered["index"].shift(1)).fill_null(value=False)
    )
    runs = (
        numbered.with_columns(run=opens.cum_sum())
        .filter("continues")
        .group_by("run", maintain_order=True)
        .agg(
            pl.col("index").first(),
            first=pl.col("row").first(),
            last=pl.col("row").last(),
        )
        .filter(pl.col("last") - pl.col("first") + 1 >= least)
    )
    first = runs["first"].cast(pl.Int64)
    places = pl.int_ranges(first - length, first, eager=True)
    cycle = [steps["activity"].gather(rows).to_list() for rows in places]
    rounds = (runs["last"].cast(pl.Int64) - first) // length + 1
    return runs.with_columns(
        cycle=pl.Series(cycle, dtype=pl.List(steps.schema["activity"])),
        begin=steps["timestamp"].gather(first - length),
        finish=steps["timestamp"].gather(first + length * (rounds - 1)),
    )


def _rows(runs: pl.DataFrame) -> pl.Series:
    rows = runs.select(row=pl.int_ranges("first", pl.col("last") + 1)).explode("row")["row"]
    return rows.cast(pl.UInt32).drop_nulls()


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


def chance_of_round(steps: pl.DataFrame, cycle: tuple[int, ...]) -> float:
    """Chance that the steps follow each other once around, by how often each step follows each.

    The end of a case counts as a step that follows.
    """
    follows = steps.select(
        "activity",
        next=pl.when(pl.col("index") == pl.col("index").shift(-1)).then(
            pl.col("activity").shift(-1)
        ),
    )
    chance = 1.0
    for step, after in zip(cycle, (*cycle[1:], cycle[0]), strict=True):
        mine = follows.filter(pl.col("activity") == step)["next"]
        chance *= float((mine == after).sum()) / mine.len()
    return chance
