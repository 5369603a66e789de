"""The privacy gate: thresholds, suppression, and the only maker of what writers accept."""

from verwaltung_mining.release.context import ReleaseContext, context_of
from verwaltung_mining.release.gate import check_filter, release_analysis
from verwaltung_mining.release.log_summary import LogSummary, PossibleAnalysis, release_log
from verwaltung_mining.release.policy import PrivacySettings
from verwaltung_mining.release.released import Released, opened
from verwaltung_mining.release.reopening import reopen_analysis
from verwaltung_mining.release.table import ReleasedTable, release_table

__all__ = [
    "LogSummary",
    "PossibleAnalysis",
    "PrivacySettings",
    "ReleaseContext",
    "Released",
    "ReleasedTable",
    "check_filter",
    "context_of",
    "opened",
    "release_analysis",
    "release_log",
    "release_table",
    "reopen_analysis",
]
