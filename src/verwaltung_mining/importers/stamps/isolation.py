"""Stamps that lie years away from all others: slips of the pen, not events."""

import polars as pl

ISOLATING_GAP = pl.duration(days=5 * 365)
"""Time without any event beyond which the few on the far side are not believed."""
LATE_SHARE, EARLY_SHARE = 0.05, 0.01
"""Share of all stamps that may be set aside at each end. Old cases do reach back, so less early."""
ISOLATED = "timestamp_isolated"


def isolated(instants: pl.Series) -> pl.Series:
    """Which stamps are separated from the rest by more than five years without any event.

    >>> from datetime import datetime
    >>> days = [datetime(2024, 1, day) for day in range(1, 32)]
    >>> isolated(pl.Series([*days, datetime(2204, 1, 5)])).arg_true().to_list()
    [31]
    """
    ordered = instants.drop_nulls().sort().to_frame("at")
    gaps = ordered.with_row_index("before").filter(
        pl.col("at").diff() > ISOLATING_GAP,
    )
    total = ordered.height
    late = gaps.filter(total - pl.col("before") <= LATE_SHARE * total)["at"].min()
    early = gaps.filter(pl.col("before") <= EARLY_SHARE * total)["at"].max()
    at = instants.alias("at").to_frame()
    apart = pl.lit(False)
    if late is not None:
        apart = apart | (pl.col("at") >= late)
    if early is not None:
        apart = apart | (pl.col("at") < early)
    return at.with_columns(isolated=apart.fill_null(False))["isolated"]
