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
    """The saving is worth a workshop's time; without one, the missed deadlines if it counts any."""
    if not estimate.saves_time:
        missed = [s.value for s in estimate.secondary if s.unit == "breaches"]
        return all(value * log.per_year >= settings.material_breaches for value in missed)
    return _worth_a_workshop(log, estimate.reaching, settings)


def absorbed(log: AnalysedLog, estimate: Estimate, settings: AnalysisSettings) -> bool:
    """Material at its place, and swallowed by something further down before it reaches anybody."""
    return (
        estimate.saves_time
        and not material(log, estimate, settings)
        and _worth_a_workshop(log, estimate.total, settings)
    )


def _worth_a_workshop(log: AnalysedLog, saving: float, settings: AnalysisSettings) -> bool:
    return (
        saving >= settings.material_share * log.total_seconds
        and saving * log.per_year >= settings.material_days * SECONDS_PER_DAY
    )
