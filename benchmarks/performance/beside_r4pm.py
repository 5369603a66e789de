"""The kernels that r4pm has, on a log that is already in its own form."""

from functools import partial
from typing import Any

import polars as pl
import pyarrow as pa  # noqa: F401 - r4pm takes a frame only by way of it
import r4pm
import r4pm.bindings
from benchmarks.performance.answers import DFG, VARIANTS, Answer, Contender


def contenders(events: pl.DataFrame) -> list[Contender]:
    """Directly-follows graph and variants."""
    digits = len(str(events["case"].max()))
    frame = events.select(
        pl.col("case").cast(pl.String).str.zfill(digits).alias("case:concept:name"),
        pl.col("activity").cast(pl.String).alias("concept:name"),
        pl.col("timestamp").alias("time:timestamp"),
    )
    log = r4pm.import_item_from_df("EventLog", frame)
    return [
        Contender(kernel=kernel, program="r4pm", run=partial(ask, log), answer=answer)
        for kernel, ask, answer in (
            (DFG, r4pm.bindings.discover_dfg, _dfg),
            (VARIANTS, _ask_variants, _variants),
        )
    ]


def _ask_variants(log: str) -> list[dict[str, Any]]:
    projection = r4pm.bindings.log_to_activity_projection(log)
    variants = r4pm.bindings.get_variants(projection)
    r4pm.remove_item(projection)
    return variants


def _dfg(result: dict[str, Any]) -> Answer:
    relations = result["directly_follows_relations"]
    return {(int(source), int(target)): count for (source, target), count in relations}


def _variants(result: list[dict[str, Any]]) -> Answer:
    return {tuple(map(int, variant["activities"])): variant["count"] for variant in result}
