"""Hours of work that a finding would spare, where starts of work are recorded."""

import numpy as np
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.hypothesis import Secondary
from verwaltung_mining.statistics import percentile_interval, week_draws

SECONDS_PER_HOUR = 3600.0


def staff_hours(log: AnalysedLog, work: pl.DataFrame) -> tuple[Secondary, ...]:
    """Hours between start and completion of these events while the office works.

    Nothing where a start is missing for more events than it is known for. Takes the columns index,
    start and timestamp; the interval is that of the week-block bootstrap.
    """
    known = work.filter(pl.col("start").is_not_null())
    if not known.height or known.height < work.height / 2:
        return ()
    begin, finish = (known[c].dt.epoch("ms").to_numpy() for c in ("start", "timestamp"))
    spent = np.maximum(log.clock.seconds(finish) - log.clock.seconds(begin), 0.0) / SECONDS_PER_HOUR
    week = log.week_of_case[known["index"].cast(pl.Int64).to_numpy()]
    draws = week_draws(int(log.week_of_case.max(initial=0)) + 1)
    drawn = draws.sums(spent, column=np.zeros_like(week), week=week, columns=1)[:, 0]
    low, high = percentile_interval(drawn)
    return (Secondary(unit="staff_hours", value=float(spent.sum()), low=low, high=high),)
