"""Variants that are the same but for one step."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.variant import variants


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A variant with the step, its twin without, and where the step stands."""

    activity: int
    longer: int
    shorter: int
    position: int


def variant_twins(log: AnalysedLog, *, minimum_cases: int, minimum_length: int) -> Iterator[Twin]:
    """Variants of at least `minimum_cases` that equal another one but for one step.

    The step stands between two others, does not occur in the shorter variant, and that one has at
    least `minimum_length` steps.
    """
    table = variants(log.events.lazy()).filter(pl.col("cases") >= minimum_cases).collect()
    routes = {tuple(r): code for code, r in table.select("variant", "activities").iter_rows()}
    for route, code in sorted(routes.items(), key=lambda item: item[1]):
        if len(route) <= minimum_length:
            continue
        for position in range(1, len(route) - 1):
            twin = route[:position] + route[position + 1 :]
            if twin in routes and route[position] not in twin:
                yield Twin(
                    activity=route[position], longer=code, shorter=routes[twin], position=position
                )


def twin_spans(log: AnalysedLog, twins: list[Twin]) -> pl.DataFrame:
    """Time between a step's neighbours: activity, context (the neighbours), index, extra, seconds.

    One row per twin and case; `extra` says whether the case passes the step.
    """
    events = log.events.select(
        "index", "timestamp", "activity", at=pl.int_range(pl.len()).over("index")
    )
    rows = _ends_of_twins(log, twins)
    ends = (
        rows.with_columns(after=pl.col("before") + pl.col("span"))
        .join(events.rename({"at": "before", "activity": "left"}), on=["index", "before"])
        .join(
            events.rename({"at": "after", "activity": "right"}),
            on=["index", "after"],
            suffix="_after",
        )
    )
    return (
        ends.select(
            "index",
            "extra",
            activity="step",
            context=pl.struct("step", "left", "right").rank("dense"),
            seconds=(pl.col("timestamp_after") - pl.col("timestamp")).dt.total_microseconds() / 1e6,
        )
        .unique()
        .sort("activity", "context", "index", "extra")
    )


def _ends_of_twins(log: AnalysedLog, twins: list[Twin]) -> pl.DataFrame:
    """One row per twin and case: step, index, before (position), span, extra."""
    rows = pl.DataFrame(
        [
            {"step": p.activity, "variant": v, "before": p.position - 1, "span": s, "extra": s == 2}
            for p in twins
            for v, s in ((p.longer, 2), (p.shorter, 1))
        ]
    ).with_columns(pl.col("variant").cast(log.cases.schema["variant"]))
    return rows.join(log.cases.select("index", "variant"), on="variant")
