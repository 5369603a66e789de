"""The result document: what was read, what goes well, the candidates, what was tested."""

from typing import Any

import msgspec

from verwaltung_mining.benefit import AnalysisSettings, Findings, enough_cases
from verwaltung_mining.eventlog.nameable import nameable_activities, nameable_values
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.pipeline.candidates import candidates
from verwaltung_mining.pipeline.excluded import excluded_part
from verwaltung_mining.pipeline.log_part import log_part, quality_part, shown_ends
from verwaltung_mining.pipeline.recognised import intake_quality, recognised_part
from verwaltung_mining.pipeline.strengths import strengths_part, tested_strengths
from verwaltung_mining.release.document import AnalysisDocument, Privacy, TotalsPart, WaitingCauses
from verwaltung_mining.release.tested import Tested
from verwaltung_mining.strengths import GreenPen


def document(
    log: EventLog,
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
    steps = nameable_activities(log.events.collect("case", "activity"), log.activities, log.k_table)
    return AnalysisDocument(
        log=log_part(log, analysed=analysed, left_out=left_out),
        totals=_totals(analysed),
        strengths=strengths_part(pen, analysed),
        candidates=candidates(found.ranked, analysed),
        tested=_tested(found, log, steps, settings),
        tested_strengths=tested_strengths(pen),
        recognised=recognised_part(log, settings, steps),
        excluded=excluded_part(log, analysed),
        waiting_causes=waiting,
        quality=(*quality_part(log), *intake_quality(log, settings)),
        privacy=Privacy(agreement=None, thresholds={}, suppressed=suppressed),
        provenance=_provenance(log),
    )


def _totals(log: AnalysedLog) -> TotalsPart:
    total = log.total_seconds / SECONDS_PER_DAY
    seconds = log.cases["seconds"]
    known = log.cases.height > 0
    return TotalsPart(
        case_days=total,
        case_days_per_year=total * log.per_year,
        median_throughput_days=float(seconds.median()) / SECONDS_PER_DAY if known else None,  # type: ignore[arg-type]
        mean_throughput_days=float(seconds.mean()) / SECONDS_PER_DAY if known else None,  # type: ignore[arg-type]
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
