"""What `analyze` prints: what was read, what goes well, the ranked candidates, what to know."""

from verwaltung_mining.outputs.candidate_table import ALIGNMENT, header, is_counted, rows
from verwaltung_mining.outputs.columns import WIDTH, one_line, table, wrapped
from verwaltung_mining.outputs.not_reported import (
    no_candidate_text,
    no_strength_text,
    not_reported_text,
)
from verwaltung_mining.outputs.notes import notes
from verwaltung_mining.outputs.reading import reading_lines
from verwaltung_mining.outputs.strength_words import GOES_WELL, beside_strength, fast_meaning
from verwaltung_mining.outputs.together import together_text
from verwaltung_mining.outputs.waiting_causes import waiting_text
from verwaltung_mining.outputs.words import HINTS
from verwaltung_mining.release import Released, opened
from verwaltung_mining.release.document import AnalysisDocument
from verwaltung_mining.texts import Language

STRENGTHS_SHOWN = 3
RANKED_SHOWN = 10
OTHERS_SHOWN = 5
"""Hints, symptoms and findings without benefit; `top` replaces both limits."""


def terminal_text(
    released: Released[AnalysisDocument], language: Language, *, top: int | None = None
) -> str:
    """The result in at most 100 columns; `top` limits the candidates listed."""
    document = opened(released)
    sections = [
        reading_lines(document.log, document.totals, language),
        _strengths(document, language),
        _ranked(document, language, top),
        wrapped(not_reported_text(document, language) or "", WIDTH),
        _unranked(document, language, top),
        wrapped(waiting_text(document, language) or "", WIDTH),
        notes(document, language),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def next_steps(
    released: Released[AnalysisDocument], language: Language, *, source: str, saved: bool = False
) -> list[str]:
    """The commands that lead on from here.

    `source` is the log that the user named or, if it was `saved`, the folder of the result.
    """
    document = opened(released)
    german = language == "de"
    source = f'"{source}"' if " " in source else source
    steps = []
    if document.candidates:
        what = "ein Vorschlag im Einzelnen" if german else "one candidate in full"
        steps.append((f"explain {source} {document.candidates[0].id}", what))
    if not saved:
        what = "Dateien für den Workshop" if german else "files for the workshop"
        steps.append((f"analyze {source} --out {'ergebnis' if german else 'result'}", what))
    width = max((len(command) for command, _ in steps), default=0)
    head = "Weiter:" if german else "Next:"
    return [
        f"{head if i == 0 else ' ' * len(head)} verwaltung-mining {command:<{width}}   # {what}"
        for i, (command, what) in enumerate(steps)
    ]


def _strengths(document: AnalysisDocument, language: Language) -> list[str]:
    heading = GOES_WELL.in_language(language)
    if not document.strengths:
        return [heading, *wrapped(no_strength_text(document, language), WIDTH, "  ")]
    lines = [heading]
    for strength in document.strengths[:STRENGTHS_SHOWN]:
        told = f"{one_line(strength.text.in_language(language))} ({strength.id})"
        first, *rest = wrapped(told, WIDTH, "    ")
        lines += [f"  + {first.lstrip()}", *rest]
        lines += wrapped(one_line(beside_strength(strength, language)), WIDTH, "      ")
    for meaning in fast_meaning(document.strengths[:STRENGTHS_SHOWN], language):
        lines += wrapped(meaning, WIDTH, "    ")
    hidden = len(document.strengths) - STRENGTHS_SHOWN
    if hidden > 0:
        what = "weitere" if language == "de" else "more"
        lines.append(f"    … {hidden} {what} in summary.md (--out)")
    return lines


def _ranked(document: AnalysisDocument, language: Language, top: int | None) -> list[str]:
    counted = [candidate for candidate in document.candidates if is_counted(candidate)]
    german = language == "de"
    name = "Verbesserungsvorschläge" if german else "Improvement candidates"
    if not counted:
        return [f"{name} (0)", "", *wrapped(no_candidate_text(document, language), WIDTH, "  ")]
    told = wrapped(together_text(counted, document, language), WIDTH)
    shown = counted[: top or RANKED_SHOWN]
    of = "von" if german else "of"
    size = f"{len(shown)} {of} {len(counted)}" if len(shown) < len(counted) else str(len(counted))
    if len(shown) < len(counted):
        size += f"; {'alle' if german else 'all'}: --top {len(counted)}"
    listed = table(header(shown, document, language), rows(shown, document, language), ALIGNMENT)
    return [f"{name} ({size})", "", *listed, "", *told]


def _unranked(document: AnalysisDocument, language: Language, top: int | None) -> list[str]:
    """Hints, symptoms and findings that save no time of their own."""
    others = [candidate for candidate in document.candidates if not is_counted(candidate)]
    if not others:
        return []
    german = language == "de"
    shown = others[: top or OTHERS_SHOWN]
    hidden = len(others) - len(shown)
    more = (
        f"… {hidden} weitere: --top {len(others)}"
        if german
        else f"… {hidden} more: --top {len(others)}"
    )
    lines = table(header(shown, document, language), rows(shown, document, language), ALIGNMENT)
    return [HINTS.in_language(language), "", *lines, *([more] if hidden else [])]
