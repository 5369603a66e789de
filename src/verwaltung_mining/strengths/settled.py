"""Cases that arrived early enough to be judged: later ones are in the log only if they were fast.

Source: right censoring, Kaplan & Meier 1958; here the late arrivals are left out instead.
"""

import numpy as np
import polars as pl

from verwaltung_mining.strengths.kind import Bools, Material

SETTLED_QUANTILE = 0.95
"""A case counts as settled when it arrived longer ago than this share of the cases takes."""


def settled(material: Material) -> Bools:
    """By case index: arrived so early that nearly every case of that time is finished."""
    log = material.log
    newest = material.with_open.events.column("timestamp").max()
    takes = float(np.quantile(log.cases["seconds"].to_numpy(), SETTLED_QUANTILE))
    age = (pl.lit(newest) - pl.col("first")).dt.total_seconds()
    early: Bools = log.cases.select(age >= takes).to_series().to_numpy()
    return early


def open_share(material: Material, *, since_week: int, until_week: int) -> float:
    """Share of the cases that arrived in these weeks and are not completed."""
    log = material.with_open
    events = log.events.collect("case", "local_date")
    arrived = events.group_by("case").agg(day=pl.col("local_date").first()).sort("case")
    week = (arrived["day"].cast(pl.Int32) + 3) // 7
    done = log.cases["completed"]
    first = int(week.filter(done).min() or 0)  # type: ignore[arg-type]
    inside = (week - first >= since_week) & (week - first <= until_week)
    return float((~done).filter(inside).mean() or 0.0)  # type: ignore[arg-type]
