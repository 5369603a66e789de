"""Activities that happen again in a case: carried on at once, or returned to."""

import polars as pl

from verwaltung_mining.measures.previous_event import of_previous_event

ACTIVITY_CODES = 2**16
"""Activities are UInt16 codes; case and activity together fit one integer sort key."""


def rework(events: pl.LazyFrame) -> pl.LazyFrame:
    """Repetitions of an activity within its case, split into self-loops and returns.

    Adds per event: previous_row (row in the whole frame of the activity's previous occurrence in
    the case; UInt32, null if none), is_repeat (there is one), is_self_loop (it is the event
    directly before, in the same org_unit or with a unit unknown), is_return (another activity lies
    between); Booleans, never null. A repetition directly after, but in another unit, is a repeat
    and neither of the two.
    Source: edeaR (Janssenswillen et al. 2019), number_of_repetitions and number_of_selfloops;
    Power Automate Process Mining, "self-loop" and "loop".

    >>> events = pl.LazyFrame({"case": [0] * 4, "activity": [7, 7, 8, 7], "org_unit": [1, 1, 1, 1]})
    >>> rework(events).select("previous_row", "is_self_loop", "is_return").collect().rows()
    [(None, False, False), (0, True, False), (None, False, False), (1, False, True)]
    """
    row = pl.int_range(pl.len(), dtype=pl.UInt32)
    same_unit = (pl.col("org_unit") == of_previous_event("org_unit")).fill_null(value=True)
    directly = pl.col("previous_row") + 1 == row
    return events.with_columns(_previous_row(row)).with_columns(
        pl.col("previous_row").is_not_null().alias("is_repeat"),
        (directly & same_unit).fill_null(value=False).alias("is_self_loop"),
        (~directly).fill_null(value=False).alias("is_return"),
    )


def _previous_row(row: pl.Expr) -> pl.Expr:
    """One stable sort brings equal activities of a case together; a second brings rows back."""
    key = pl.col("case").cast(pl.UInt64) * ACTIVITY_CODES + pl.col("activity").cast(pl.UInt64)
    order = row.sort_by(key, maintain_order=True)
    sorted_key = key.sort()
    previous = pl.when(sorted_key == sorted_key.shift(1)).then(order.shift(1))
    return previous.sort_by(order).alias("previous_row")
