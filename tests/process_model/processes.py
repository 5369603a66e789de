"""Small processes that the tests of this folder share."""

from datetime import timedelta

import polars as pl
from hypothesis import strategies as st

from verwaltung_mining.process_model.graph import Edge, Node, ProcessGraph, process_graph

Routes = list[tuple[tuple[int, ...], int]]

NO_TRANSITIONS = pl.DataFrame(
    schema={"source": pl.UInt16, "target": pl.UInt16, "median": pl.Duration("us")}
)

REQUEST, CHECK, MEND, SIGN, REFUSE = range(5)
LABELS = ("Antrag erfassen", "Prüfen", "Nachfordern", "Bescheid zeichnen", "Ablehnen")
PERMIT: Routes = [
    ((REQUEST, CHECK, SIGN), 60),
    ((REQUEST, CHECK, MEND, CHECK, SIGN), 25),
    ((REQUEST, CHECK, REFUSE), 12),
    ((REQUEST, CHECK, CHECK, SIGN), 3),
]
"""A permit: checked, sometimes mended and checked again, then signed or refused."""


def routes(*, activities: int = 5, most: int = 6, length: int = 6) -> st.SearchStrategy[Routes]:
    """Random variants with their numbers of cases, frequent first, each once."""
    sequence = st.lists(st.integers(0, activities - 1), min_size=1, max_size=length).map(tuple)
    counted = st.dictionaries(sequence, st.integers(1, 50), min_size=1, max_size=most)
    return counted.map(lambda found: sorted(found.items(), key=lambda item: (-item[1], item[0])))


def table(found: Routes) -> pl.DataFrame:
    """Variants as measured: activities and cases."""
    schema = {"activities": pl.List(pl.UInt16), "cases": pl.UInt32}
    return pl.DataFrame(found, schema=schema, orient="row")


def graph_of(found: Routes, **median_days: float) -> ProcessGraph:
    """The whole graph of variants; medians as `a_b=days` for the path from a to b."""
    pairs = [tuple(map(int, name.strip("p").split("_"))) for name in median_days]
    transitions = pl.DataFrame(
        {
            "source": [pair[0] for pair in pairs],
            "target": [pair[1] for pair in pairs],
            "median": [timedelta(days=days) for days in median_days.values()],
        },
        schema=NO_TRANSITIONS.schema,
    )
    highest = max((a for sequence, _ in found for a in sequence), default=0)
    labels = [*LABELS, *(f"activity {a}" for a in range(len(LABELS), highest + 1))]
    return process_graph(transitions, table(found), labels)


def edges_of(graph: ProcessGraph) -> dict[tuple[int, int], Edge]:
    """Path → edge."""
    return {(edge.source, edge.target): edge for edge in graph.edges}


def nodes_of(graph: ProcessGraph) -> dict[int, Node]:
    """Activity → node."""
    return {node.activity: node for node in graph.nodes}
