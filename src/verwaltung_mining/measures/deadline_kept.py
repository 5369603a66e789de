"""Which cases kept their deadline, as a column of the export gives it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog, attribute_column

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """The cases with a usable deadline, in the order of their index."""

    attribute: str
    index: Ints
    late: npt.NDArray[np.bool_]
    """Done on a later day than that of the deadline."""
    allowed: Ints
    """Days from the day of the first event to that of the deadline."""


def deadline_columns(log: AnalysedLog) -> list[str]:
    """Attributes that hold deadlines, the one known for most cases first."""
    names = [a.name for a in log.attribute_list if a.role == "deadline" and a.kind == "number"]
    return sorted(names, key=lambda name: -_known(log, name).sum())


def deadline_kept(log: AnalysedLog, attribute: str, *, met_by: tuple[int, ...] = ()) -> Deadlines:
    """Whether each case was done on the day of its deadline at the latest.

    Done is the last event of the case, or the last of the steps `met_by` where the case has one. A
    period ends when its last day ends: § 31 (1) VwVfG with § 188 (1) BGB; so days are compared, in
    the zone of the log. A deadline before the first day of the case is left out: it was not set
    for this case, or the case was entered afterwards.
    """
    days = pl.col("local_timestamp").cast(pl.Int32).cast(pl.Int64)
    meets = pl.col("activity").is_in(list(met_by))
    done = (
        log.events.collect()
        .group_by("index")
        .agg(begun=days.first(), done=days.filter(meets).last().fill_null(days.last()))
    )
    cases = (
        done.sort("index")
        .with_columns(
            deadline=log.cases[attribute_column(attribute)].floor(), known=_known(log, attribute)
        )
        .filter("known")
        .with_columns(pl.col("deadline").cast(pl.Int64))
        .filter(pl.col("deadline") >= pl.col("begun"))
    )
    return Deadlines(
        attribute=attribute,
        index=cases["index"].cast(pl.Int64).to_numpy(),
        late=(cases["done"] > cases["deadline"]).to_numpy(),
        allowed=(cases["deadline"] - cases["begun"]).to_numpy(),
    )


def _known(log: AnalysedLog, attribute: str) -> pl.Series:
    return log.cases[attribute_column(attribute)].is_finite().fill_null(value=False)
