"""Each gate is one question; a hypothesis that fails one is not a candidate."""

from verwaltung_mining.benefit.settings import AnalysisSettings
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Estimate, Hypothesis


def enough_cases(hypothesis: Hypothesis, settings: AnalysisSettings) -> bool:
    """Enough affected cases and, where groups are compared, enough peers."""
    return min(hypothesis.cases, hypothesis.compared_cases) >= settings.minimum_cases_low


def discovered(q_value: float | None, settings: AnalysisSettings) -> bool:
    """Not explained by having tested many hypotheses; open to findings without a test."""
    return q_value is None or q_value <= settings.false_discovery


def large_effect(hypothesis: Hypothesis, settings: AnalysisSettings) -> bool:
    """The difference concerns more than a few cases, and in the direction of longer."""
    return hypothesis.effect_size is None or hypothesis.effect_size >= settings.effect_size


def material(log: AnalysedLog, estimate: Estimate, settings: AnalysisSettings) -> bool:
    """The stand-alone saving is worth a workshop's time; without one the detector's gate counts."""
    if not estimate.saves_time:
        return True
    saving = estimate.total * estimate.pass_through
    return (
        saving >= settings.material_share * log.total_seconds
        and saving * log.per_year >= settings.material_days * SECONDS_PER_DAY
    )
