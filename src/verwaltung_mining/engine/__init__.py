"""Runs a task over the parts of a log: in this process, in worker processes, on Spark."""

from verwaltung_mining.engine.executor import Executor, InProcess
from verwaltung_mining.engine.parts import Parts
from verwaltung_mining.engine.side_by_side import side_by_side, together
from verwaltung_mining.engine.tables import InMemory, OnDisk, SeenThrough, Table

__all__ = [
    "Executor",
    "InMemory",
    "InProcess",
    "OnDisk",
    "Parts",
    "SeenThrough",
    "Table",
    "side_by_side",
    "together",
]
