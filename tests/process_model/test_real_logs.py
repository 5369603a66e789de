"""Maps and models of real logs: readable, connected, quick."""

from itertools import combinations
from pathlib import Path
from time import perf_counter

import polars as pl
import pytest

from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.importers import read
from verwaltung_mining.measures.directly_follows import transitions
from verwaltung_mining.measures.variant import variants
from verwaltung_mining.process_model.discovery import discover
from verwaltung_mining.process_model.drawing import draw_map
from verwaltung_mining.process_model.graph import ProcessGraph, process_graph
from verwaltung_mining.process_model.main_paths import main_activities, main_paths
from verwaltung_mining.process_model.map_plan import map_plan
from verwaltung_mining.process_model.replay import fitness

LOGS = ("receipt.xes.gz", "BPIC15_1.xes.gz")
MOST_SECONDS = 3.0
MOST_BOXES = 18
WIDTH_OF_A_PAGE = 700.0
"""Points in which 8-point letters stay readable on A4 upright: printed at 75 % at worst."""


@pytest.fixture(scope="module", params=LOGS)
def log(request: pytest.FixtureRequest, shared_logs: Path) -> EventLog:
    return canonicalise(read(shared_logs / request.param))


def variants_of(log: EventLog) -> pl.DataFrame:
    return variants(log.events.collect().lazy()).collect()


def graph_of(log: EventLog) -> ProcessGraph:
    found = variants_of(log)
    chosen = main_activities(found)
    shown = log.events.collect().lazy().filter(pl.col("activity").is_in(list(chosen)))
    return main_paths(
        process_graph(transitions(shown).collect(), found, log.activities, activities=chosen)
    )


def test_map_of_a_real_log_is_readable_and_quick(log: EventLog) -> None:
    begun = perf_counter()
    graph = graph_of(log)
    svg = draw_map(graph, title=log.name, language="de", form="svg")
    assert perf_counter() - begun < MOST_SECONDS
    assert svg.startswith(b"<?xml")
    plan = map_plan(graph, "de")
    assert len(graph.nodes) <= MOST_BOXES
    assert plan.width <= WIDTH_OF_A_PAGE
    assert plan.crossings <= len(graph.edges) / 4


def test_main_path_of_a_real_log_is_straight_and_nothing_overlaps(log: EventLog) -> None:
    plan = map_plan(graph_of(log), "de")
    boxes = {box.lines: box for box in plan.boxes}
    straight = [a for a in plan.arrows if not a.loop and len({x for x, _ in a.points}) == 1]
    assert len(straight) >= len(boxes) / 2
    terminals = [box.centre[0] for box in plan.boxes if box.terminal]
    assert terminals[0] == terminals[1]
    for a, b in combinations(plan.boxes, 2):
        apart_x = abs(a.centre[0] - b.centre[0]) >= (a.width + b.width) / 2
        apart_y = abs(a.centre[1] - b.centre[1]) >= (a.height + b.height) / 2
        assert apart_x or apart_y


def test_model_of_a_real_log_fits_most_cases(log: EventLog) -> None:
    found = variants_of(log)
    model = discover(found, log.activities)
    assert fitness(model, found).fitness > 0.9
    assert len(model.activities) >= 10
