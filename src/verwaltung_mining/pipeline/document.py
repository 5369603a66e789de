"""The result document: what was read, what goes well, the candidates, what was tested."""

from typing import Any

import msgspec

from verwaltung_mining.benefit import AnalysisSettings, Findings, enough_cases
from verwaltung_mining.eventlog.nameable import nameable_activities, nameable_values
from verwaltung_mining.eventlog.profile import LogProfile
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.measures.whole_log import WholeLog
from verwaltung_mining.pipeline.candidates import candidates
from verwaltung_mining.pipeline.excluded import excluded_part
from verwaltung_mining.pipeline.log_part import log_part, quality_part, shown_ends
from verwaltung_mining.pipeline.recognised import intake_quality, recognised_part
from verwaltung_mining.pipeline.sample import sample_quality
from verwaltung_mining.pipeline.strengths import strengths_part, tested_strengths
from verwaltung_mining.release.document import AnalysisDocument, Privacy, TotalsPart, WaitingCauses
from verwaltung_mining.release.tested import Tested
from verwaltung_mining.strengths import GreenPen


def document(
    log: EventLog,
    counted: LogProfile,
    analysed: AnalysedLog,
    found: Findings,
    pen: GreenPen,
    *,
    settings: AnalysisSettings,
    waiting: WaitingCauses,
    left_out: dict[str, int],
    suppressed: dict[str, int],
) -> AnalysisDocument:
    """The document before the gate; thresholds and agreement are filled in there."""
    steps = nameable_activities(counted.steps, log.activities, log.k_table)
    return AnalysisDocument(
        log=log_part(log, counted, analysed=analysed, left_out=left_out),
        totals=_totals(analysed.whole),
        strengths=strengths_part(pen, analysed),
        candidates=candidates(found.ranked, analysed),
        tested=_tested(found, log, steps, settings),
        tested_strengths=tested_strengths(pen),
        recognised=recognised_part(log, settings, steps),
        excluded=excluded_part(log, analysed),
        waiting_causes=waiting,
        quality=(
            *quality_part(log),
            *intake_quality(log, counted, settings),
            *sample_quality(analysed),
        ),
        privacy=Privacy(agreement=None, thresholds={}, suppressed=suppressed),
        provenance=_provenance(log),
    )


def _totals(log: WholeLog) -> TotalsPart:
    """The time of all completed cases, looked at one by one or not."""
    total = log.total_seconds / SECONDS_PER_DAY
    known = log.median_seconds is not None
    return TotalsPart(
        case_days=total,
        case_days_per_year=total * log.per_year,
        median_throughput_days=(log.median_seconds or 0.0) / SECONDS_PER_DAY if known else None,
        mean_throughput_days=total / log.cases if known else None,
    )


def _tested(
    found: Findings, log: EventLog, steps: tuple[str, ...], settings: AnalysisSettings
) -> tuple[Tested, ...]:
    nameable = {
        *steps,
        *(a.name for a in log.attribute_list),
        *(v for a in log.attribute_list for v in nameable_values(log, a.name)),
    }
    reported = [f.detector.id for f in found.ranked]
    return tuple(
        Tested(
            detector=detector.id,
            hypotheses=len(proposal.hypotheses),
            left_out=proposal.left_out,
            reported=reported.count(detector.id),
            few_cases=sum(not enough_cases(h, settings) for h in proposal.hypotheses),
            absorbed=found.absorbed.count(detector.id),
            skipped=proposal.skipped,
            matched=tuple(label for label in proposal.matched if label in nameable),
        )
        for detector, proposal in found.proposals
    )


def _provenance(log: EventLog) -> dict[str, Any]:
    written: dict[str, Any] = msgspec.to_builtins(log.provenance)
    return {
        **written,
        "end_activities": sorted(shown_ends(log)),
        "end_declared": log.end_declared,
    }
