"""What `inspect` shows of a log."""

from typing import Any

import msgspec

from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.pipeline.log_part import log_part, quality_part
from verwaltung_mining.release import Released
from verwaltung_mining.release.log_summary import LogSummary, PossibleAnalysis, release_log


def log_summary(log: EventLog) -> Released[LogSummary]:
    """The log without its cases."""
    provenance: dict[str, Any] = msgspec.to_builtins(log.provenance)
    return release_log(
        LogSummary(
            log=log_part(log, analysed=None, left_out={}),
            reading=log.provenance.reading,
            columns=log.provenance.columns,
            end_activities=tuple(log.activities[code] for code in log.end_activities),
            end_declared=log.end_declared,
            quality=quality_part(log),
            analyses=tuple(
                PossibleAnalysis(detector=d.id, name=d.name, missing=d.missing(log))
                for d in DETECTORS
            ),
            provenance=provenance,
        )
    )
