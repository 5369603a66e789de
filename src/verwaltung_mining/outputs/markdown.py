"""A short summary that can be pasted into the minutes of a meeting or a ticket."""

import re
from collections.abc import Sequence

from verwaltung_mining.outputs.candidate_table import header, is_counted, rows
from verwaltung_mining.outputs.columns import one_line
from verwaltung_mining.outputs.not_reported import (
    no_candidate_text,
    no_strength_text,
    not_reported_text,
)
from verwaltung_mining.outputs.notes import (
    by_severity,
    excluded_texts,
    privacy_texts,
    quality_text,
    tested_text,
)
from verwaltung_mining.outputs.reading import account_texts, size_text
from verwaltung_mining.outputs.strength_words import (
    GOES_WELL,
    fast_meaning,
    not_tested_strengths,
    strength_text,
)
from verwaltung_mining.outputs.together import together_text
from verwaltung_mining.outputs.waiting_causes import (
    efficiency_text,
    not_told,
    reading_text,
    waiting_table,
    waiting_text,
    waiting_title,
)
from verwaltung_mining.outputs.words import HINTS
from verwaltung_mining.release import Released, opened
from verwaltung_mining.release.document import AnalysisDocument, Candidate
from verwaltung_mining.texts import Language, count

TOLD_IN_FULL = 5
"""Candidates with their observation, first question and experiment; the table has them all."""


def summary_markdown(released: Released[AnalysisDocument], language: Language) -> bytes:
    """Figures, strengths, the table of candidates, the first of them in words, what to know."""
    document = opened(released)
    german = language == "de"
    log = document.log
    accounts = account_texts(log, document.totals, language)
    title = f"{'Auswertung von' if german else 'Analysis of'} {log.name}"
    lines = [f"# {escaped(title)}", "", escaped(size_text(log, language)), ""]
    lines += [f"- {escaped(account)}" for account in accounts]
    lines += ["", f"## {GOES_WELL.in_language(language)}", ""]
    lines += _strengths(document, language)
    lines += ["", f"## {'Verbesserungsvorschläge' if german else 'Improvement candidates'}", ""]
    lines += _candidates(document, language)
    lines += _waiting(document, language)
    lines += ["", f"## {'Zu beachten' if german else 'Please note'}", ""]
    # The backticks around options would show as such.
    findings = [quality_text(q, language).replace("`", "") for q in by_severity(document.quality)]
    noted = [
        *findings,
        tested_text(document, language, with_reasons=True),
        *not_tested_strengths(document, language),
        *excluded_texts(document, language),
        *filter(None, [not_told(document, language)]),
        *privacy_texts(document.privacy, language),
    ]
    lines += [f"- {escaped(note)}" for note in noted]
    return ("\n".join(lines) + "\n").encode()


def escaped(text: str) -> str:
    """The text in one line, without any meaning in Markdown or HTML.

    >>> escaped("<b> *a*|b")
    '&lt;b&gt; \\\\*a\\\\*\\\\|b'
    """
    plain = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|#~!])", r"\\\1", plain)


def _strengths(document: AnalysisDocument, language: Language) -> list[str]:
    """Every strength with what stands beside it; where there is none, why."""
    if not document.strengths:
        return [escaped(no_strength_text(document, language))]
    lines = [f"- {escaped(strength_text(s, language))}" for s in document.strengths]
    return lines + [f"\n{escaped(text)}" for text in fast_meaning(document.strengths, language)]


def _candidates(document: AnalysisDocument, language: Language) -> list[str]:
    """The candidates, the first of them in words; then hints and symptoms under their heading."""
    counted = [candidate for candidate in document.candidates if is_counted(candidate)]
    others = [candidate for candidate in document.candidates if not is_counted(candidate)]
    lines = [no_candidate_text(document, language)]
    if counted:
        together = escaped(together_text(counted, document, language))
        lines = [*_table(counted, document, language), "", together]
    why = not_reported_text(document, language)
    lines += ["", escaped(why)] if why else []
    lines += [line for c in counted[:TOLD_IN_FULL] for line in _told(c, language)]
    lines += _where_more(len(counted) - TOLD_IN_FULL, language)
    if others:
        lines += ["", f"## {HINTS.in_language(language)}", ""]
        lines += _table(others, document, language)
    return lines


def _waiting(document: AnalysisDocument, language: Language) -> list[str]:
    """Why cases wait, as sentences and a table; nothing where that is not known."""
    cells = waiting_table(document, language)
    if not cells:
        return []
    texts = (waiting_text(document, language), efficiency_text(document, language))
    first, *rest = ["| " + " | ".join(escaped(cell) for cell in row) + " |" for row in cells]
    lines = [
        "",
        f"## {waiting_title(document, language)}",
        "",
        *(escaped(text) for text in texts if text),
    ]
    return [*lines, "", first, "|---|---|" + "---:|" * 7, *rest, "", reading_text(language)]


def _where_more(hidden: int, language: Language) -> list[str]:
    """How many candidates are not told in words, and the command that tells them."""
    if hidden <= 0:
        return []
    number, command = count(hidden, language), "verwaltung-mining explain"
    if language == "de":
        return ["", f"{number} weitere im Einzelnen: {command} DATEI ID"]
    return ["", f"{number} more in full: {command} FILE ID"]


def _table(shown: Sequence[Candidate], document: AnalysisDocument, language: Language) -> list[str]:
    cells = [header(shown, document, language), *rows(shown, document, language)]
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
