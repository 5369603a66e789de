"""What a notebook or the command line works with: a log, its analysis, one candidate."""

from verwaltung_mining.api.analysis import Analysis, CandidateView, open_analysis
from verwaltung_mining.api.catalogue import detectors_text, write_settings_template
from verwaltung_mining.api.log import Log, read_log
from verwaltung_mining.api.pictures import ProcessMap, ProcessModel
from verwaltung_mining.api.run import analyse, open_engine

__all__ = [
    "Analysis",
    "CandidateView",
    "Log",
    "ProcessMap",
    "ProcessModel",
    "analyse",
    "detectors_text",
    "open_analysis",
    "open_engine",
    "read_log",
    "write_settings_template",
]
