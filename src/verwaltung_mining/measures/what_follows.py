"""What follows each step, and whether that is a return."""

import polars as pl


def what_follows(events: pl.DataFrame) -> pl.DataFrame:
    """One row per event of an analysed log, in its order.

    Columns: index, activity, source and timestamp as they are; begin and finish (completion of the
    step before, null for the first, and of this one); after (activity of the next step, null for
    the last); back (the next step was passed before); other_person (another person than before it,
    false where either is unknown).
    """
    inside = pl.col("index") == pl.col("index").shift(-1)
    return events.select(
        "index",
        "activity",
        "source",
        "timestamp",
        begin="previous",
        finish="timestamp",
        after=pl.when(inside).then(pl.col("activity").shift(-1)),
        back=(inside & pl.col("is_repeat").shift(-1)).fill_null(value=False),
        other_person=(pl.col("person") != pl.col("person").shift(1)).fill_null(value=False),
    )
