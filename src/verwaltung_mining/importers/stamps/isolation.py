"""Stamps that lie years away from all others: slips of the pen, not events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from verwaltung_mining.eventlog.row_reasons import AsideReason

ISOLATING_GAP = pl.duration(days=5 * 365)
"""Time without any event beyond which the few on the far side are not believed."""
LATE_SHARE, EARLY_SHARE = 0.05, 0.01
"""Share of all stamps that may be set aside at each end. Old cases do reach back, so less early."""
ISOLATED: AsideReason = "timestamp_isolated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Believed:
    """The time in which stamps are believed; None: no bound at this end."""

    first: datetime | None
    """Earlier stamps are isolated."""
    end: datetime | None
    """Stamps from here on are isolated."""

    def isolates(self, instants: pl.Series) -> pl.Series:
        """Which stamps are separated from the rest; a missing one is not."""
        at = pl.col("at")
        apart = pl.lit(value=False)
        if self.end is not None:
            apart = apart | (at >= self.end)
        if self.first is not None:
            apart = apart | (at < self.first)
        frame = instants.alias("at").to_frame()
        return frame.with_columns(isolated=apart.fill_null(value=False))["isolated"]


def spread(instants: pl.Series) -> pl.DataFrame:
    """`day`, `stamps`, and the `first` and the `last` of each day; those of parts add up."""
    days = instants.drop_nulls().alias("at").to_frame().group_by(day=pl.col("at").dt.date())
    return days.agg(stamps=pl.len(), first=pl.col("at").min(), last=pl.col("at").max())


def believed(spreads: Sequence[pl.DataFrame]) -> Believed:
    """Where more than five years without any event begin and end, as the spreads of parts tell.

    >>> days = [datetime(2024, 1, day) for day in range(1, 32)]
    >>> stamps = pl.Series([*days, datetime(2204, 1, 5)])
    >>> believed([spread(stamps)]).isolates(stamps).arg_true().to_list()
    [31]
    """
    days = (
        pl.concat(spreads)
        .group_by("day")
        .agg(pl.col("stamps").sum(), pl.col("first").min(), pl.col("last").max())
        .sort("day")
        .with_columns(before=pl.col("stamps").cum_sum() - pl.col("stamps"))
    )
    total = int(days["stamps"].sum())
    gaps = days.filter(pl.col("first") - pl.col("last").shift(1) > ISOLATING_GAP)
    late = gaps.filter(total - pl.col("before") <= LATE_SHARE * total)["first"].min()
    early = gaps.filter(pl.col("before") <= EARLY_SHARE * total)["first"].max()
    return Believed(
        first=early if isinstance(early, datetime) else None,
        end=late if isinstance(late, datetime) else None,
    )
