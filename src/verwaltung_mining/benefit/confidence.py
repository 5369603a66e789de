"""How sure a finding is, and why."""

from verwaltung_mining.benefit.doubts import (
    DOUBTFUL_DATA,
    INTERVAL_HOLDS_ZERO,
    NO_PASS_THROUGH,
    WIDE_INTERVAL,
    few_affected,
    few_cases,
    few_weeks,
    halves_differ,
    nothing_against,
    short_window,
    uneven_weeks,
)
from verwaltung_mining.benefit.finding import Confidence
from verwaltung_mining.benefit.settings import AnalysisSettings
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Estimate, Hypothesis
from verwaltung_mining.texts import Text


def confidence(
    log: AnalysedLog,
    hypothesis: Hypothesis,
    estimate: Estimate,
    settings: AnalysisSettings,
    *,
    flagged: bool,
) -> tuple[Confidence, tuple[Text, ...]]:
    """The label and what keeps it from being higher; `flagged` says the data itself is in doubt."""
    not_medium = _against_medium(log, hypothesis, estimate, settings)
    if not_medium:
        return "low", tuple(not_medium)
    not_high = _against_high(hypothesis, estimate, settings, flagged=flagged)
    if not_high:
        return "medium", tuple(not_high)
    return "high", (nothing_against(estimate.halves_of),)


def _against_medium(
    log: AnalysedLog, hypothesis: Hypothesis, estimate: Estimate, s: AnalysisSettings
) -> list[Text]:
    fewest = min(hypothesis.cases, hypothesis.compared_cases)
    own = [] if estimate.doubt is None else [estimate.doubt]
    return own + [
        text
        for holds, text in (
            (fewest < s.minimum_cases, few_cases(s.minimum_cases)),
            (s.interval_above_zero and estimate.low <= 0, INTERVAL_HOLDS_ZERO),
            (log.weeks < s.minimum_weeks, few_weeks(log.weeks, s.minimum_weeks)),
            (
                log.even_weeks < s.minimum_even_weeks <= log.weeks,
                uneven_weeks(log.even_weeks, s.minimum_even_weeks),
            ),
            (log.window_days < s.minimum_window_days, short_window(s.minimum_window_days)),
        )
        if holds
    ]


def _against_high(
    hypothesis: Hypothesis, estimate: Estimate, s: AnalysisSettings, *, flagged: bool
) -> list[Text]:
    half_width = (estimate.high - estimate.low) / 2
    not_measured = estimate.saves_time and (
        not estimate.pass_through_estimated or hypothesis.cases < s.pass_through_cases
    )
    own = [] if estimate.caveat is None else [estimate.caveat]
    return own + [
        text
        for holds, text in (
            (hypothesis.cases < s.high_cases, few_affected(s.high_cases)),
            (half_width > s.high_half_width * estimate.reaching, WIDE_INTERVAL),
            (not estimate.halves_agree, halves_differ(estimate.halves_of)),
            (not_measured, NO_PASS_THROUGH),
            (flagged, DOUBTFUL_DATA),
        )
        if holds
    ]
