"""A short summary that can be pasted into the minutes of a meeting or a ticket."""

import re

from verwaltung_mining.outputs.candidate_table import header, is_counted, rows
from verwaltung_mining.outputs.columns import one_line
from verwaltung_mining.outputs.notes import by_severity, privacy_texts, tested_text
from verwaltung_mining.outputs.reading import cases_text, rows_text, size_text, times_text
from verwaltung_mining.release import Released, opened
from verwaltung_mining.release.document import AnalysisDocument, Candidate
from verwaltung_mining.texts import Language

TOLD_IN_FULL = 5
"""Candidates with their observation, first question and experiment; the table has them all."""


def summary_markdown(released: Released[AnalysisDocument], language: Language) -> bytes:
    """Figures, strengths, the table of candidates, the first of them in words, what to know."""
    document = opened(released)
    german = language == "de"
    log = document.log
    accounts = [rows_text(log, language), cases_text(log, language),
                times_text(log, document.totals, language)]  # fmt: skip
    lines = [f"# {escaped(size_text(log, language))}", "", *(f"- {escaped(a)}" for a in accounts)]
    if document.strengths:
        lines += ["", f"## {'Was gut läuft' if german else 'What goes well'}", ""]
        lines += [f"- {escaped(s.text.in_language(language))}" for s in document.strengths]
    lines += ["", f"## {'Verbesserungsvorschläge' if german else 'Improvement candidates'}", ""]
    lines += _table(document, language)
    counted = [candidate for candidate in document.candidates if is_counted(candidate)]
    lines += [line for c in counted[:TOLD_IN_FULL] for line in _told(c, language)]
    lines += ["", f"## {'Zu beachten' if german else 'Please note'}", ""]
    findings = [
        f"{q.consequence.in_language(language)} {q.remedy.in_language(language)}"
        for q in by_severity(document.quality)
    ]
    noted = [*findings, tested_text(document, language), *privacy_texts(document.privacy, language)]
    lines += [f"- {escaped(note)}" for note in noted]
    return ("\n".join(lines) + "\n").encode()


def escaped(text: str) -> str:
    """The text in one line, without any meaning in Markdown or HTML.

    >>> escaped("<b> *a*|b")
    '&lt;b&gt; \\\\*a\\\\*\\\\|b'
    """
    plain = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|#~!])", r"\\\1", plain)


def _table(document: AnalysisDocument, language: Language) -> list[str]:
    cells = [header(document, language), *rows(document.candidates, document, language)]
    lines = ["| " + " | ".join(escaped(cell) for cell in row) + " |" for row in cells]
    return [lines[0], "|---:|---|---|---|---:|---:|---|", *lines[1:]]


def _told(candidate: Candidate, language: Language) -> list[str]:
    german = language == "de"
    questions = candidate.questions.de if german else candidate.questions.en
    lines = [
        "",
        f"### {candidate.rank}. {escaped(candidate.title.in_language(language))} ({candidate.id})",
        "",
        escaped(candidate.observation.in_language(language)),
        "",
        *(f"- {'Frage' if german else 'Question'}: {escaped(text)}" for text in questions),
    ]
    experiment = escaped(candidate.experiment.in_language(language))
    return [*lines, f"- {'Versuch' if german else 'Experiment'}: {experiment}"]
