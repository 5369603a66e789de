"""What each finding would save, without counting any day twice."""

from verwaltung_mining.benefit.finding import Finding
from verwaltung_mining.benefit.findings import Findings, findings
from verwaltung_mining.benefit.gates import enough_cases
from verwaltung_mining.benefit.settings import AnalysisSettings

__all__ = ["AnalysisSettings", "Finding", "Findings", "enough_cases", "findings"]
