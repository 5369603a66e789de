"""What a reader must know about the data and about what is not shown."""

from verwaltung_mining.outputs.columns import WIDTH, one_line, wrapped
from verwaltung_mining.outputs.reasons import reason_in
from verwaltung_mining.outputs.words import PATTERNS, SEVERITY, SUPPRESSED, plural, word
from verwaltung_mining.release.document import AnalysisDocument, Privacy, Quality
from verwaltung_mining.texts import Language, Text, count, sentence

SEVERITY_ORDER = ("critical", "warning", "info")
SHOWN_WITH_CANDIDATES = 3
"""Quality findings under the candidates; `inspect` lists them all."""
RECOGNISED_SHOWN = 6
"""Labels that a word list recognised, in a text; the JSON holds them all."""
UNEXPECTED = ("result", "period", "identifier", "constant", "repeated")
"""Kinds of excluded attributes that a reader might look for among the findings."""
OF_THE_WHOLE_LOG = frozenset({
    "completion_only", "day_precision", "end_guessed", "few_cases",
    "persons_unknown", "resource_is_role", "short_window",
})  # fmt: skip
"""Codes of quality findings that hold for the log as a whole: their count would mean nothing."""
PLACE, PLACES = Text(de="Stelle", en="place"), Text(de="Stellen", en="places")
PATTERN, MANY_PATTERNS = Text(de="Muster", en="pattern"), Text(de="Muster", en="patterns")


def notes(document: AnalysisDocument, language: Language) -> list[str]:
    """The gravest quality findings, the tests left out and the privacy note."""
    grave = [q for q in by_severity(document.quality) if q.severity != "info"]
    lines = [line for q in grave[:SHOWN_WITH_CANDIDATES] for line in quality_lines(q, language)]
    hidden = len(document.quality) - min(len(grave), SHOWN_WITH_CANDIDATES)
    if hidden:
        lines.append(_where_more(hidden, language, shown=bool(grave)))
    texts = [
        tested_text(document, language, with_reasons=False),
        *excluded_texts(document, language),
        *privacy_texts(document.privacy, language),
    ]
    return lines + [line for text in texts for line in wrapped(text, WIDTH)]


def _where_more(hidden: int, language: Language, *, shown: bool) -> str:
    """How many notes on the data are not printed here, and the command that prints them."""
    number, command = count(hidden, language), "verwaltung-mining inspect"
    if language == "de":
        more = ("weiterer " if hidden == 1 else "weitere ") if shown else ""
        noted = "Hinweis" if hidden == 1 else "Hinweise"
        return f"{number} {more}{noted} zur Datenqualität: {command} DATEI"
    noted = "note" if hidden == 1 else "notes"
    return f"{number} {'more ' if shown else ''}{noted} on data quality: {command} FILE"


def tested_text(document: AnalysisDocument, language: Language, *, with_reasons: bool) -> str:
    """How many patterns were tested at how many places, which could not be, and what was matched.

    `with_reasons` says of each pattern that could not be tested why.
    Step names that a word list recognised are named, since only a reader can tell a wrong match.
    """
    ran = [tested for tested in document.tested if tested.skipped is None]
    hypotheses = sum(tested.hypotheses for tested in ran)
    places = plural(hypotheses, PLACE, PLACES, language)
    skipped = [
        word(PATTERNS, tested.detector, language)
        + (f" ({tested.skipped.in_language(language)})" if with_reasons else "")
        for tested in document.tested
        if tested.skipped is not None
    ]
    german = language == "de"
    text = (
        f"Geprüft: {len(ran)} Muster an {places}."
        if german
        else f"Tested: {plural(len(ran), PATTERN, MANY_PATTERNS, language)} at {places}."
    )
    if skipped:
        between = "; " if with_reasons else ", "
        text += f" {'Nicht prüfbar' if german else 'Not testable'}: {between.join(skipped)}."
    matched = _recognised(document)
    if matched:
        head = "Am Namen erkannt" if german else "Recognised by their names"
        text += f" {head}: {_first_of(matched, language)}."
    return text


def _recognised(document: AnalysisDocument) -> list[str]:
    """Every label once: those of the lists for the whole analysis, then those of the detectors."""
    for_all = (label for found in document.recognised for label in found.labels)
    by_detector = (label for tested in document.tested for label in tested.matched)
    return list(dict.fromkeys((*for_all, *by_detector)))


def _first_of(labels: list[str], language: Language) -> str:
    """The first few labels, and how many more the JSON holds."""
    shown, hidden = ", ".join(labels[:RECOGNISED_SHOWN]), len(labels) - RECOGNISED_SHOWN
    if hidden <= 0:
        return shown
    if language == "de":
        return f"{shown} und {count(hidden, language)} weitere (alle mit --json)"
    return f"{shown} and {count(hidden, language)} more (all with --json)"


def excluded_texts(document: AnalysisDocument, language: Language) -> list[str]:
    """The attributes that groups were not formed by though they looked as if they could."""
    named = [
        f"{excluded.attribute} ({reason_in(excluded.reason, language)})"
        for excluded in document.excluded
        if excluded.kind in UNEXPECTED
    ]
    head = "Nicht verglichen" if language == "de" else "Not compared"
    return [one_line(f"{head}: {', '.join(named)}.")] if named else []


def by_severity(quality: tuple[Quality, ...]) -> list[Quality]:
    """The gravest first."""
    return sorted(quality, key=lambda q: (SEVERITY_ORDER.index(q.severity), q.code))


def quality_text(finding: Quality, language: Language) -> str:
    """One finding: how grave, how often unless about the whole log, what follows, what to do."""
    consequence = one_line(finding.consequence.in_language(language))
    remedy = sentence(one_line(finding.remedy.in_language(language)))
    whole = finding.code in OF_THE_WHOLE_LOG
    often = "" if whole else f" ({count(finding.count, language)}×)"
    return f"{word(SEVERITY, finding.severity, language)}{often}: {consequence} {remedy}"


def quality_lines(finding: Quality, language: Language) -> list[str]:
    """The text of a finding as a paragraph of the terminal."""
    first, *rest = wrapped(quality_text(finding, language), WIDTH - 2)
    return [f"! {first}", *(f"  {line}" for line in rest)]


def privacy_texts(privacy: Privacy, language: Language) -> list[str]:
    """What was withheld, and the agreement that permits the comparison of units."""
    german = language == "de"
    parts = [
        f"{word(SUPPRESSED, reason, language)} ({count(number, language)})"
        for reason, number in sorted(privacy.suppressed.items())
        if number
    ]
    head = "Zum Schutz von Personen zurückgehalten" if german else "Withheld to protect persons"
    texts = [f"{head}: {'; '.join(parts)}."] if parts else []
    return texts + agreement_texts(privacy, language)


def agreement_texts(privacy: Privacy, language: Language) -> list[str]:
    """The agreement under which units are compared; every output states it."""
    cited = privacy.agreement
    if cited is None:
        return []
    head = "Vergleich von Einheiten nach" if language == "de" else "Units compared under"
    return [one_line(f"{head} {cited.reference} ({cited.date}): {cited.scope}")]
