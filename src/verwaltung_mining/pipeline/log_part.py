"""The account of rows and cases, and the notes on the data."""

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import polars as pl

from verwaltung_mining.eventlog.profile import LogProfile
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.release.document import NOT_SAMPLED, LogPart, Quality

Precision = Literal["second", "minute", "day", "interval", "mixed"]
NEARLY_ALL = 0.99
"""Share of stamps of one precision from which the log is not called mixed."""


def log_part(
    log: EventLog, counted: LogProfile, *, analysed: AnalysedLog | None, left_out: dict[str, int]
) -> LogPart:
    """Where every row and every case went; without an analysis all completed cases count."""
    rows = log.reconciliation
    completed = int(log.cases["completed"].sum())
    open_cases = log.cases.height - completed
    looked_at = completed if analysed is None else analysed.cases.height
    not_looked_at = {"open": open_cases, NOT_SAMPLED: completed - looked_at}
    return LogPart(
        rows_read=rows.rows_read,
        rows_quarantined=sum(rows.quarantined.values()),
        cases=log.cases.height + sum(left_out.values()),
        completed_cases=completed,
        open_cases=open_cases,
        analysed_cases=looked_at,
        events=log.event_count,
        activities=len(log.activities),
        variants=0 if analysed is None else analysed.whole.variants.height,
        first=_iso(counted.first, log.zone),
        last=_iso(counted.last, log.zone),
        window_days=0.0 if analysed is None else analysed.window_days,
        timing=log.timing,
        time_precision=_precision(counted),
        name=log.name,
        quarantined=dict(sorted(rows.quarantined.items())),
        merged=dict(sorted(rows.merged.items())),
        left_out={**left_out, **{reason: n for reason, n in not_looked_at.items() if n}},
    )


def _iso(stamp: object, zone: str) -> str | None:
    """The instant as the clocks of `zone` show it, so that its first ten letters are the day there.

    >>> _iso(datetime.fromisoformat("2024-01-07T23:00:00Z"), "Europe/Berlin")
    '2024-01-08T00:00:00+01:00'
    """
    if not isinstance(stamp, datetime):
        return None
    return stamp.astimezone(ZoneInfo(zone)).isoformat().replace("+00:00", "Z")


def _precision(counted: LogProfile) -> Precision:
    counts = counted.precisions
    if counts.is_empty():
        return "mixed"
    most: Precision = counts["time_precision"][0]
    return most if counts["events"][0] >= NEARLY_ALL * int(counts["events"].sum()) else "mixed"


def quality_part(log: EventLog) -> tuple[Quality, ...]:
    """The quality findings as the document holds them."""
    return tuple(
        Quality(
            code=q.code,
            severity=q.severity,
            count=q.count,
            share=q.share,
            consequence=q.consequence,
            remedy=q.remedy,
        )
        for q in log.quality
    )


def shown_ends(log: EventLog) -> tuple[str, ...]:
    """The steps that complete a case, without those of too few people."""
    few = log.k_table.filter((pl.col("scope") == "activity") & (pl.col("k_class") == "<5"))
    hidden = set(few["activity"].to_list())
    return tuple(log.activities[code] for code in log.end_activities if code not in hidden)
