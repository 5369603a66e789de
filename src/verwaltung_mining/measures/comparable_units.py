"""Events whose unit may be compared with others, with enough people behind the step."""

import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog

ENOUGH = (">=10", "unknown")
"""Classes of persons at a step in a unit; where nobody is named, the declared team size counts."""


def comparable_units(log: AnalysedLog) -> pl.DataFrame:
    """The events of units that an agreement permits to compare, after another event of the case.

    Columns as in `AnalysedLog.events`. A step that fewer than ten people of a unit perform says
    more about these people than about the unit: its events in that unit are left out, as are
    events whose moment is set from outside.
    """
    permitted = sorted(log.compared_units or ())
    return (
        log.events.collect()
        .filter(
            pl.col("org_unit").is_in(permitted)
            & pl.col("source").is_not_null()
            & ~pl.col("outside")
        )
        .join(of_few_persons(log), on=["activity", "org_unit"], how="anti", maintain_order="left")
    )


def of_few_persons(log: AnalysedLog) -> pl.DataFrame:
    """The steps (activity, org_unit) that fewer than ten people of a unit perform."""
    return log.k_table.filter(
        (pl.col("scope") == "activity_unit") & ~pl.col("k_class").is_in(ENOUGH)
    ).select("activity", "org_unit")
