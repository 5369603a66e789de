"""The process as a graph: activities, and the paths that cases take between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from verwaltung_mining.process_model.occurrences import occurrences
from verwaltung_mining.process_model.projection import projection

START = -1
"""Stands before the first activity of every case."""
END = -2
"""Stands behind the last activity of every case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An activity. Null figures are withheld: below the graph's minimum of cases."""

    activity: int
    label: str
    count: int | None
    cases: int | None
    shields: bool = False
    """Withheld only so that no other withheld figure can be computed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A path: cases go from one activity to the next. Null figures are withheld or unknown."""

    source: int
    target: int
    count: int | None
    cases: int | None
    median_seconds: float | None
    shields: bool = False
    """Withheld only so that no other withheld figure can be computed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessGraph:
    """Activities and paths, sorted by code, and what they are a part of."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    all_activities: int
    """Activities of the log."""
    all_paths: int
    """Paths between the activities of this graph, start and end included."""
    event_share: float
    """Share of the log's events that belong to activities of this graph."""
    path_share: float
    """Share of the moves between these activities that use a path of this graph."""
    minimum: int = 0
    """Figures on fewer cases are withheld; 0 where nothing is."""


def process_graph(
    transitions: pl.DataFrame,
    variants: pl.DataFrame,
    labels: Sequence[str],
    *,
    activities: Sequence[int] | None = None,
) -> ProcessGraph:
    """The graph of a log, or of some of its activities.

    `transitions` has the columns of `measures.transitions`. Where only some `activities` are
    wanted, it must have been measured on the events of these alone: a path then leads over the
    activities left out. `variants` are those of the whole log.
    """
    all_events, _ = occurrences(variants)
    kept = projection(variants, list(all_events) if activities is None else activities)
    moves = _moves(kept)
    medians = _medians(transitions)
    events, cases = occurrences(kept)
    return ProcessGraph(
        nodes=tuple(
            Node(activity=a, label=labels[a], count=events[a], cases=cases[a])
            for a in sorted(events)
        ),
        edges=tuple(
            Edge(
                source=source,
                target=target,
                count=count,
                cases=moving,
                median_seconds=medians.get((source, target)),
            )
            for source, target, count, moving in moves.iter_rows()
        ),
        all_activities=len(all_events),
        all_paths=moves.height,
        event_share=events.total() / all_events.total() if all_events else 1.0,
        path_share=1.0,
    )


def withheld(graph: ProcessGraph, *, minimum: int) -> ProcessGraph:
    """The graph without figures on fewer than `minimum` cases; the shape stays."""

    def few(cases: int | None) -> bool:
        return cases is None or cases < minimum

    return replace(
        graph,
        minimum=max(minimum, graph.minimum),
        nodes=tuple(
            replace(node, count=None, cases=None) if few(node.cases) else node
            for node in graph.nodes
        ),
        edges=tuple(
            replace(edge, count=None, cases=None, median_seconds=None) if few(edge.cases) else edge
            for edge in graph.edges
        ),
    )


def _moves(variants: pl.DataFrame) -> pl.DataFrame:
    """How often, and in how many cases, a case moves from one activity to another.

    One row per move: source, target, count and cases, by source and target.
    """
    codes = pl.List(pl.Int32)
    start, end = (pl.lit([terminal], dtype=codes) for terminal in (START, END))
    way = pl.concat_list(start, pl.col("activities").cast(codes), end)
    return (
        variants.lazy()
        .with_row_index("variant")
        .select("variant", "cases", source=way)
        .explode("source")
        .with_columns(target=pl.col("source").shift(-1))
        .filter(pl.col("source") != END)
        .group_by("variant", "source", "target")
        .agg(pl.col("cases").first(), times=pl.len().cast(pl.Int64))
        .group_by("source", "target")
        .agg(count=(pl.col("cases") * pl.col("times")).sum(), cases=pl.col("cases").sum())
        .sort("source", "target")
        .collect()
    )


def _medians(transitions: pl.DataFrame) -> dict[tuple[int, int], float]:
    seconds = pl.col("median").dt.total_microseconds() / 1e6
    rows = transitions.select("source", "target", seconds).drop_nulls("median").rows()
    return {(source, target): median for source, target, median in rows}
