"""Small tables for notebooks; every label from the log is escaped."""

from collections.abc import Iterable, Sequence
from html import escape

from verwaltung_mining.outputs.candidate_table import header, rows
from verwaltung_mining.outputs.columns import one_line
from verwaltung_mining.outputs.explanation import explanation
from verwaltung_mining.outputs.inspection import why_so
from verwaltung_mining.outputs.not_reported import no_strength_text
from verwaltung_mining.outputs.notes import privacy_texts
from verwaltung_mining.outputs.reading import account_texts, size_text
from verwaltung_mining.outputs.strength_words import GOES_WELL, strength_text
from verwaltung_mining.outputs.words import ROLE, word
from verwaltung_mining.release import Released, opened
from verwaltung_mining.release.document import AnalysisDocument
from verwaltung_mining.release.log_summary import LogSummary
from verwaltung_mining.release.table import ReleasedTable
from verwaltung_mining.texts import Language, count

ROWS_SHOWN = 30


def analysis_html(released: Released[AnalysisDocument], language: Language) -> str:
    """What was read, what goes well, and the ranked candidates."""
    document = opened(released)
    german = language == "de"
    accounts = account_texts(document.log, document.totals, language)
    strengths = [strength_text(s, language) for s in document.strengths]
    strengths = strengths or [no_strength_text(document, language)]
    return (
        _paragraph(size_text(document.log, language)) + _list(accounts)
        + _paragraph(GOES_WELL.in_language(language)) + _list(strengths)
        + _table("Verbesserungsvorschläge" if german else "Improvement candidates",
                 header(document.candidates, document, language),
                 rows(document.candidates, document, language))
        + _list(privacy_texts(document.privacy, language))
    )  # fmt: skip


def log_html(released: Released[LogSummary], language: Language) -> str:
    """How an export was read: accounts and columns with their roles."""
    summary = opened(released)
    german = language == "de"
    accounts = account_texts(summary.log, None, language)
    head = ("Spalte", "Rolle", "Grund") if german else ("Column", "Role", "Reason")
    columns = [
        (d.column, word(ROLE, d.role, language), why_so(d, summary, language))
        for d in summary.columns
    ]
    return (
        _paragraph(size_text(summary.log, language))
        + _list(accounts)
        + _table("Spalten" if german else "Columns", head, columns)
    )


def candidate_html(released: Released[AnalysisDocument], key: str, language: Language) -> str:
    """One candidate in full, as `explain` prints it."""
    return f"<pre>{escape(explanation(released, key, language))}</pre>"


def table_html(released: Released[ReleasedTable], caption: str, language: Language) -> str:
    """The first rows of a released table."""
    table = opened(released)
    shown = table.frame.head(ROWS_SHOWN).rows()
    rows = [tuple("–" if value is None else str(value) for value in row) for row in shown]
    withheld = sum(table.suppressed.values())
    if withheld:
        what = "zurückgehalten" if language == "de" else "withheld"
        caption += f" ({count(withheld, language)} {what})"
    return _table(caption, table.frame.columns, rows)


def _paragraph(text: str) -> str:
    return f"<p><strong>{_cell(text)}</strong></p>"


def _list(entries: Iterable[str]) -> str:
    items = "".join(f"<li>{_cell(entry)}</li>" for entry in entries)
    return f"<ul>{items}</ul>" if items else ""


def _table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{_cell(name)}</th>' for name in header)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(c)}</td>' for c in row)}</tr>" for row in rows)
    return (
        f"<table><caption>{_cell(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell(text: str) -> str:
    return escape(one_line(text))
