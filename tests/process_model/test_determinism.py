"""Map, model and fitness are the same in every process."""

import os
import subprocess
import sys

PROGRAM = """
import hashlib
from datetime import timedelta
import polars as pl
from verwaltung_mining.process_model.bpmn import bpmn_xml
from verwaltung_mining.process_model.discovery import discover
from verwaltung_mining.process_model.drawing import draw_map
from verwaltung_mining.process_model.graph import process_graph
from verwaltung_mining.process_model.main_paths import main_paths
from verwaltung_mining.process_model.replay import fitness

steps = 12
ways = [(k, j) for k in range(1, 40) for j in (0, 5)]
variants = pl.DataFrame(
    {
        "activities": [[(i * k + j) % steps for i in range(3 + k % 7)] for k, j in ways],
        "cases": [40 - k for k, _ in ways],
    }
)
labels = [f"step {chr(97 + i)}" for i in range(steps)]
times = pl.DataFrame({"source": [0, 1], "target": [1, 2], "median": [timedelta(days=2)] * 2})
graph = main_paths(process_graph(times, variants, labels))
model = discover(variants, labels, noise=0.3, coverage=0.7)
results = [draw_map(graph, title="t", language="de", form=form) for form in ("svg", "png", "pdf")]
results += [bpmn_xml(model).encode(), repr(fitness(model, variants)).encode()]
print([hashlib.sha256(result).hexdigest() for result in results])
"""


def start(seed: str) -> "subprocess.Popen[str]":
    environment = os.environ | {"PYTHONHASHSEED": seed}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True, env=environment
    )


def test_results_do_not_depend_on_the_hash_seed() -> None:
    results = []
    for process in [start("1"), start("4711")]:
        with process:
            results.append(process.communicate()[0])
        assert process.returncode == 0
    assert results[0] == results[1]
    assert len(results[0]) > 300
