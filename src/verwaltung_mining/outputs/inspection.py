"""What `inspect` prints: how the export was read and what can be done with it."""

from verwaltung_mining.outputs.columns import WIDTH, one_line, table, wrapped
from verwaltung_mining.outputs.notes import by_severity, quality_lines
from verwaltung_mining.outputs.reading import reading_lines
from verwaltung_mining.outputs.reasons import reading_name, reason_in
from verwaltung_mining.outputs.set_aside import set_aside_lines
from verwaltung_mining.outputs.words import ATTRIBUTE_ROLE, ROLE, TIME_PRECISION, word
from verwaltung_mining.provenance import ColumnDecision
from verwaltung_mining.release import Released, opened
from verwaltung_mining.release.log_summary import LogSummary
from verwaltung_mining.texts import Language, Text, count

INDENT = "  "
END_ACTIVITIES_SHOWN = 5
ACTIVITIES_SHOWN = 40
COMPARED_WITHIN = Text(de="verglichen wird innerhalb", en="compared within")
NOT_COMPARED = Text(de="nicht verglichen", en="not compared")


def inspection_text(released: Released[LogSummary], language: Language) -> str:
    """Account of rows and cases, columns with roles and reasons, quality, possible analyses."""
    summary = opened(released)
    german = language == "de"
    sections = [
        [*reading_lines(summary.log, None, language), *_completion(summary, language)],
        [("Gelesen als" if german else "Read as"), *_reading(summary, language)],
        [("Spalten" if german else "Columns"), *_columns(summary, language)],
        set_aside_lines(summary, language),
        _activities(summary, language),
        _quality(summary, language),
        _analyses(summary, language),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _completion(summary: LogSummary, language: Language) -> list[str]:
    """By which last steps a case counts as completed, and how to say otherwise."""
    german = language == "de"
    ends = [one_line(name) for name in summary.end_activities]
    listed = ", ".join(f"„{n}“" if german else f"'{n}'" for n in ends[:END_ACTIVITIES_SHOWN])
    if len(ends) > END_ACTIVITIES_SHOWN:
        listed += f" (+ {len(ends) - END_ACTIVITIES_SHOWN})"
    if summary.end_declared:
        text = f"Abgeschlossen mit {listed}" if german else f"completed by {listed}"
    else:
        text = (
            f"Abgeschlossen vermutlich mit {listed or '–'}; anders mit --end"
            if german
            else f"probably completed by {listed or '–'}; say otherwise with --end"
        )
    return wrapped(text, WIDTH, INDENT)


def _reading(summary: LogSummary, language: Language) -> list[str]:
    precision = "Genauigkeit der Zeit" if language == "de" else "time precision"
    rows = [
        (reading_name(key, language), one_line(reason_in(value, language)))
        for key, value in sorted(summary.reading.items())
    ]
    rows.append((precision, word(TIME_PRECISION, summary.log.time_precision, language)))
    cells = [(f"{INDENT}{key}", value) for key, value in rows]
    return table(cells[0], cells[1:], ("left", "wrap"))


def _columns(summary: LogSummary, language: Language) -> list[str]:
    german = language == "de"
    header = ("Spalte", "Rolle", "Grund") if german else ("Column", "Role", "Reason")
    rows = [
        (
            INDENT + one_line(d.column),
            _role(d, summary, language),
            why_so(d, summary, language),
        )
        for d in summary.columns
    ]
    return table((INDENT + header[0], *header[1:]), rows, ("left", "left", "wrap"))


def _role(decision: ColumnDecision, summary: LogSummary, language: Language) -> str:
    """The role of the column; that of an attribute tells what it does in a comparison."""
    attribute = summary.attributes.get(decision.column) if decision.role == "attribute" else None
    return (
        word(ROLE, decision.role, language)
        if attribute is None
        else word(ATTRIBUTE_ROLE, attribute, language)
    )


def why_so(decision: ColumnDecision, summary: LogSummary, language: Language) -> str:
    """The reason of the role, and for an attribute why no groups of cases are formed by it."""
    reason = one_line(reason_in(decision.reason, language))
    if decision.role != "attribute":
        return reason
    if summary.attributes.get(decision.column) == "case_type":
        return f"{reason}; {COMPARED_WITHIN.in_language(language)}"
    unfit = [
        one_line(reason_in(excluded.reason, language))
        for excluded in summary.excluded
        if excluded.attribute == decision.column and excluded.kind != "not_imported"
    ]
    return "; ".join([reason, *(f"{NOT_COMPARED.in_language(language)}, {why}" for why in unfit)])


def _activities(summary: LogSummary, language: Language) -> list[str]:
    """The activities that may be named, the most frequent first."""
    if not summary.activities:
        return []
    names = [one_line(name) for name in summary.activities[:ACTIVITIES_SHOWN]]
    hidden = summary.log.activities - len(names)
    more = f" (+ {count(hidden, language)})" if hidden > 0 else ""
    title = "Aktivitäten" if language == "de" else "Activities"
    return [title, *wrapped(", ".join(names) + more, WIDTH, INDENT)]


def _quality(summary: LogSummary, language: Language) -> list[str]:
    title = "Datenqualität" if language == "de" else "Data quality"
    findings = by_severity(summary.quality)
    if not findings:
        return [title, INDENT + ("ohne Befund" if language == "de" else "nothing found")]
    return [title, *(line for q in findings for line in quality_lines(q, language))]


def _analyses(summary: LogSummary, language: Language) -> list[str]:
    if not summary.analyses:
        return []
    german = language == "de"
    possible = [a.name.in_language(language) for a in summary.analyses if a.missing is None]
    lines = ["Mögliche Auswertungen" if german else "Possible analyses"]
    lines += wrapped(", ".join(possible) or "–", WIDTH, INDENT)
    for analysis in summary.analyses:
        if analysis.missing is not None:
            name = analysis.name.in_language(language)
            cannot = "nicht möglich" if german else "not possible"
            reason = one_line(analysis.missing.in_language(language))
            lines += wrapped(f"{name}: {cannot}, {reason}", WIDTH, INDENT)
    return lines
