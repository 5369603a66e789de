"""Steps as places: the time from the previous event of the case to their completion."""

import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Claims
from verwaltung_mining.shapes.hypothesis import Place
from verwaltung_mining.shapes.materiality import MATERIAL_SHARE
from verwaltung_mining.shapes.observations import Observations


def reached_steps(
    log: AnalysedLog, events: pl.DataFrame, *, maximum: int
) -> tuple[Observations, int]:
    """Occurrences of the steps that take enough time to reach to matter, and how many do not.

    At most `maximum` steps, those with the most time first.
    """
    sums = (
        events.group_by("activity")
        .agg(seconds=pl.col("seconds").sum())
        .sort(["seconds", "activity"], descending=[True, False])
    )
    material = sums.filter(pl.col("seconds") >= MATERIAL_SHARE * log.total_seconds)
    kept = material.head(maximum).with_row_index("place")
    rows = events.with_row_index("position").join(
        kept.select("activity", "place"), on="activity", how="inner", maintain_order="left"
    )
    observations = Observations(
        place=rows["place"].cast(pl.Int64).to_numpy(),
        claims=Claims.from_frame(rows.rename({"previous": "begin", "timestamp": "finish"})),
        places=tuple(Place(activity=code) for code in kept["activity"]),
        rows=rows["position"].cast(pl.Int64).to_numpy(),
    )
    return observations, sums.height - kept.height
