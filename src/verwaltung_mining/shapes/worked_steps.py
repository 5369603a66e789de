"""Steps as places: the time from the start of a step to its completion."""

import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.claims import Claims
from verwaltung_mining.shapes.hypothesis import Place
from verwaltung_mining.shapes.materiality import MATERIAL_SHARE
from verwaltung_mining.shapes.observations import Observations


def worked_steps(log: AnalysedLog, *, maximum: int) -> tuple[Observations, int]:
    """Occurrences of the steps with enough processing time to matter, and how many have less.

    Only events whose start is known. A step whose processing time is below the material share of
    all case time cannot save that share. At most `maximum` steps, those with the most time first.
    """
    started = (
        log.events.collect()
        .with_row_index("position")
        .filter(pl.col("start") <= pl.col("timestamp"))
    )
    sums = (
        started.group_by("activity")
        .agg(seconds=(pl.col("timestamp") - pl.col("start")).dt.total_milliseconds().sum() / 1e3)
        .sort(["seconds", "activity"], descending=[True, False])
    )
    material = sums.filter(pl.col("seconds") >= MATERIAL_SHARE * log.total_seconds)
    kept = material.head(maximum).with_row_index("place")
    rows = started.join(
        kept.select("activity", "place"), on="activity", how="inner", maintain_order="left"
    )
    observations = Observations(
        place=rows["place"].cast(pl.Int64).to_numpy(),
        claims=Claims.from_frame(rows.rename({"start": "begin", "timestamp": "finish"})),
        places=tuple(Place(activity=code) for code in kept["activity"]),
        rows=rows["position"].cast(pl.Int64).to_numpy(),
    )
    return observations, sums.height - kept.height
