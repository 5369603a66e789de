"""The quality findings of a log: what a reader of its results must know."""

from collections.abc import Mapping

from verwaltung_mining.eventlog import quality_of_log, quality_of_reading
from verwaltung_mining.eventlog.quality_definition import QualityDefinition
from verwaltung_mining.eventlog.schema import EventLog, QualityFinding, Severity
from verwaltung_mining.texts import Text

DEFINITIONS: tuple[QualityDefinition, ...] = (
    *quality_of_log.DEFINITIONS,
    *quality_of_reading.DEFINITIONS,
)
"""The table of all findings; a new one is one more entry."""

_WEIGHT: dict[Severity, int] = {"critical": 0, "warning": 1, "info": 2}


def quality_findings(log: EventLog, counts: Mapping[str, int]) -> tuple[QualityFinding, ...]:
    """All findings of a log, the gravest first, then in the order of the table.

    `counts` is what the importer counted, by code. Where importer and log both count, the larger
    number stands: the importer may have seen rows that are gone.
    """
    found = [
        _finding(definition, count, log)
        for definition in DEFINITIONS
        if (count := max(counts.get(definition.code, 0), _measured(definition, log)))
    ]
    known = {definition.code for definition in DEFINITIONS}
    found += [
        _finding(_undefined(code), count, log)
        for code, count in sorted(counts.items())
        if code not in known and count
    ]
    return tuple(sorted(found, key=lambda finding: _WEIGHT[finding.severity]))


def remeasured(log: EventLog) -> tuple[QualityFinding, ...]:
    """The findings of a narrowed log: those of the log are counted anew, the importer's stay."""
    measured = {d.code for d in DEFINITIONS if d.measure is not None}
    counts = {f.code: f.count for f in log.quality if f.code not in measured}
    return quality_findings(log, counts)


def _measured(definition: QualityDefinition, log: EventLog) -> int:
    return definition.measure(log) if definition.measure else 0


def _finding(definition: QualityDefinition, count: int, log: EventLog) -> QualityFinding:
    total = {
        "events": log.event_count,
        "cases": log.cases.height,
        "rows": log.reconciliation.rows_read,
    }[definition.base]
    share = min(count / total, 1.0) if total else 0.0
    critical = definition.critical_from is not None and share >= definition.critical_from
    return QualityFinding(
        code=definition.code,
        severity="critical" if critical else definition.severity,
        count=count,
        share=share,
        consequence=definition.consequence,
        remedy=definition.remedy,
    )


def _undefined(code: str) -> QualityDefinition:
    """A finding that an importer counts but the table does not hold: shown, never dropped."""
    return QualityDefinition(
        code=code,
        severity="warning",
        base="rows",
        consequence=Text(
            de=f"Beim Einlesen fiel auf: {code}.", en=f"noticed while reading: {code}."
        ),
        remedy=Text(
            de="Sehen Sie die betroffenen Zeilen mit `verwaltung-mining inspect DATEI` an.",
            en="look at the rows concerned with `verwaltung-mining inspect FILE`.",
        ),
    )
