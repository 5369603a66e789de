"""What `inspect` prints: how the export was read and what can be done with it."""

from verwaltung_mining.outputs.columns import WIDTH, one_line, table, wrapped
from verwaltung_mining.outputs.notes import by_severity, quality_lines
from verwaltung_mining.outputs.reading import reading_lines
from verwaltung_mining.outputs.reasons import reading_name, reason_in
from verwaltung_mining.outputs.words import ROLE, TIME_PRECISION, word
from verwaltung_mining.release import Released, opened
from verwaltung_mining.release.log_summary import LogSummary
from verwaltung_mining.texts import Language

INDENT = "  "
END_ACTIVITIES_SHOWN = 5


def inspection_text(released: Released[LogSummary], language: Language) -> str:
    """Account of rows and cases, columns with roles and reasons, quality, possible analyses."""
    summary = opened(released)
    german = language == "de"
    sections = [
        [*reading_lines(summary.log, None, language), *_completion(summary, language)],
        [("Gelesen als" if german else "Read as"), *_reading(summary, language)],
        [("Spalten" if german else "Columns"), *_columns(summary, language)],
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
            word(ROLE, d.role, language),
            one_line(reason_in(d.reason, language)),
        )
        for d in summary.columns
    ]
    return table((INDENT + header[0], *header[1:]), rows, ("left", "left", "wrap"))


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
