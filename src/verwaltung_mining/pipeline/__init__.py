"""The whole way from an event log to a released result; the only place that knows the order."""

from verwaltung_mining.pipeline.analysis import Prepared, prepare, run
from verwaltung_mining.pipeline.sections import KNOWN_SECTIONS

__all__ = ["KNOWN_SECTIONS", "Prepared", "prepare", "run"]
