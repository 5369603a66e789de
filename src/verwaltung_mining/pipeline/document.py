"""The result document: what was read, what goes well, the candidates, what was tested."""

import hashlib
from typing import Any, Literal

import msgspec
import polars as pl

from verwaltung_mining.benefit import Findings
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.pipeline.candidates import ID_DIGITS, candidates
from verwaltung_mining.release.document import (
    AnalysisDocument,
    LogPart,
    Privacy,
    Quality,
    StrengthEffect,
    StrengthWhere,
    Tested,
    TotalsPart,
)
from verwaltung_mining.release.document import (
    Strength as StrengthPart,
)
from verwaltung_mining.strengths import Strength
from verwaltung_mining.texts import Text

Precision = Literal["second", "minute", "day", "interval", "mixed"]
NEARLY_ALL = 0.99
"""Share of stamps of one precision from which the log is not called mixed."""


def document(
    log: EventLog, analysed: AnalysedLog, found: Findings, strengths: tuple[Strength, ...]
) -> AnalysisDocument:
    """The document before the gate; thresholds and agreement are filled in there."""
    return AnalysisDocument(
        log=_log_part(log, analysed),
        totals=_totals(analysed),
        strengths=tuple(_strength(strength, analysed) for strength in strengths),
        candidates=candidates(found.ranked, analysed),
        tested=_tested(found),
        quality=tuple(
            Quality(
                code=q.code,
                severity=q.severity,
                count=q.count,
                share=q.share,
                consequence=q.consequence,
                remedy=q.remedy,
            )
            for q in log.quality
        ),
        privacy=Privacy(agreement=None, thresholds={}, suppressed={}),
        provenance=_provenance(log),
    )


def _log_part(log: EventLog, analysed: AnalysedLog) -> LogPart:
    rows = log.reconciliation
    completed = int(log.cases["completed"].sum())
    open_cases = log.cases.height - completed
    stamps = log.events["timestamp"]
    starts = log.events["start"].drop_nulls()
    return LogPart(
        rows_read=rows.rows_read,
        rows_quarantined=sum(rows.quarantined.values()),
        cases=log.cases.height,
        completed_cases=completed,
        open_cases=open_cases,
        analysed_cases=analysed.cases.height,
        events=log.events.height,
        activities=len(log.activities),
        variants=analysed.cases["variant"].n_unique() if analysed.cases.height else 0,
        first=_iso(pl.concat([stamps, starts.rename("timestamp")]).min()),
        last=_iso(stamps.max()),
        window_days=analysed.window_days,
        timing=log.timing,
        time_precision=_precision(log),
        name=log.name,
        quarantined=dict(sorted(rows.quarantined.items())),
        merged=dict(sorted(rows.merged.items())),
        left_out={"open": open_cases} if open_cases else {},
    )


def _iso(stamp: Any) -> str | None:
    return None if stamp is None else stamp.isoformat().replace("+00:00", "Z")


def _precision(log: EventLog) -> Precision:
    counts = log.events["time_precision"].value_counts().sort("count", descending=True)
    if counts.is_empty():
        return "mixed"
    most: Precision = counts["time_precision"][0]
    return most if counts["count"][0] >= NEARLY_ALL * log.events.height else "mixed"


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


def _strength(strength: Strength, log: AnalysedLog) -> StrengthPart:
    activity = None if strength.activity is None else log.activities[strength.activity]
    segment = None if strength.segment is None else " = ".join(strength.segment)
    key = "\x1f".join([strength.kind, activity or "", segment or ""])
    label = activity or ""
    return StrengthPart(
        id=f"GP-{hashlib.sha256(key.encode()).hexdigest()[:ID_DIGITS]}",
        kind=strength.kind,
        where=StrengthWhere(activity=activity, segment=segment),
        cases=strength.cases,
        effect=StrengthEffect(
            measure=strength.measure,
            value=strength.value,
            peers=strength.peers,
            low=strength.low,
            high=strength.high,
        ),
        text=Text(
            de=strength.text.de.format(activity=label), en=strength.text.en.format(activity=label)
        ),
    )


def _tested(found: Findings) -> tuple[Tested, ...]:
    reported = [f.detector.id for f in found.ranked]
    return tuple(
        Tested(
            detector=detector.id,
            hypotheses=len(proposal.hypotheses),
            left_out=proposal.left_out,
            reported=reported.count(detector.id),
            skipped=proposal.skipped,
        )
        for detector, proposal in found.proposals
    )


def _provenance(log: EventLog) -> dict[str, Any]:
    written: dict[str, Any] = msgspec.to_builtins(log.provenance)
    return {
        **written,
        "end_activities": sorted(log.activities[code] for code in log.end_activities),
        "end_declared": log.end_declared,
    }
