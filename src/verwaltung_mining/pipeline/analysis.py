"""One analysis: narrow, hide, measure, find, value, release."""

from dataclasses import dataclass

from verwaltung_mining.benefit import Findings, findings
from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import AnalysedLog, analysed
from verwaltung_mining.pipeline.document import document
from verwaltung_mining.pipeline.sections import KNOWN_SECTIONS
from verwaltung_mining.release import (
    PrivacySettings,
    ReleaseContext,
    Released,
    context_of,
    release_analysis,
)
from verwaltung_mining.release.document import AnalysisDocument
from verwaltung_mining.settings import Settings
from verwaltung_mining.strengths import FastAndCleanSettings, Strength, fast_and_clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A log ready for analysis: what may be shown, with its measures."""

    log: EventLog
    analysed: AnalysedLog
    context: ReleaseContext
    settings: Settings


def prepare(log: EventLog, settings: Settings) -> Prepared:
    """The completed cases of a log with their measures, and the rules they are shown under."""
    settings.check_sections(frozenset(KNOWN_SECTIONS))
    policy = settings.section("privacy", PrivacySettings)
    return Prepared(
        log=log,
        analysed=analysed(log),
        context=context_of(log, policy),
        settings=settings,
    )


def run(prepared: Prepared) -> Released[AnalysisDocument]:
    """The result that may leave the house."""
    found, strengths = _found(prepared)
    return release_analysis(
        document(prepared.log, prepared.analysed, found, strengths), prepared.context
    )


def _found(prepared: Prepared) -> tuple[Findings, tuple[Strength, ...]]:
    log, settings = prepared.analysed, prepared.settings
    if log.cases.is_empty():
        return Findings(ranked=(), proposals=()), ()
    flagged = any(finding.severity == "critical" for finding in prepared.log.quality)
    return (
        findings(log, DETECTORS, settings, flagged=flagged),
        fast_and_clean(log, settings.section("strengths", FastAndCleanSettings)),
    )
