"""The whole way from an event log to a released result; the only place that knows the order."""

from verwaltung_mining.pipeline.analysis import Prepared, prepare, run
from verwaltung_mining.pipeline.drawings import fitness_of, model_of, process_map_of
from verwaltung_mining.pipeline.sections import KNOWN_SECTIONS
from verwaltung_mining.pipeline.summary import log_summary, steps_of

__all__ = [
    "KNOWN_SECTIONS",
    "Prepared",
    "fitness_of",
    "log_summary",
    "model_of",
    "prepare",
    "process_map_of",
    "run",
    "steps_of",
]
