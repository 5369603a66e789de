"""Why there are few or no candidates or strengths: what was tested and did not pass."""

from verwaltung_mining.benefit import AnalysisSettings
from verwaltung_mining.outputs.candidate_table import is_counted
from verwaltung_mining.outputs.notes import PLACE, PLACES
from verwaltung_mining.outputs.words import PATTERNS, plural, word
from verwaltung_mining.release.document import AnalysisDocument
from verwaltung_mining.texts import Language, Text, count

NO_FINDING = Text(
    de="Kein Befund hat alle Prüfungen bestanden. Das heißt nicht, dass nichts zu verbessern ist.",
    en="No finding passed every test. That does not mean there is nothing to improve.",
)
CANDIDATE, CANDIDATES = Text(de="Vorschlag", en="candidate"), Text(de="Vorschläge", en="candidates")
STRENGTH, STRENGTHS = Text(de="Stärke", en="strength"), Text(de="Stärken", en="strengths")
WITHHELD_CANDIDATE, WITHHELD_STRENGTH = "candidate_", "strength_"
"""Beginnings of the reasons in `privacy.suppressed` for which either is withheld."""
SYMPTOM_OF_WITHHELD = "candidate_symptom_of_withheld"
"""Goes with a withheld candidate and is none of its own."""
FEW_CANDIDATES = 3
"""Fewer candidates than this, hints aside, leave a reader asking why."""
FEW_CASES = 500
"""Fewer cases than this leave many patterns without enough of them."""


def no_candidate_text(document: AnalysisDocument, language: Language) -> str:
    """Why the list of candidates is empty: nothing was found, or nothing may be shown."""
    withheld = _withheld(document, WITHHELD_CANDIDATE)
    if not withheld:
        return NO_FINDING.in_language(language)
    number = plural(withheld, CANDIDATE, CANDIDATES, language)
    none = "Kein Befund darf" if language == "de" else "No finding may"
    return f"{none} {_protected(number, withheld, language)}"


def no_strength_text(document: AnalysisDocument, language: Language) -> str:
    """Why the list of strengths is empty: none passed, with the kinds looked for, or withheld."""
    german = language == "de"
    withheld = _withheld(document, WITHHELD_STRENGTH)
    if withheld:
        number = plural(withheld, STRENGTH, STRENGTHS, language)
        return f"{'Keine Stärke darf' if german else 'No strength may'} " + _protected(
            number, withheld, language
        )
    kinds = len(document.tested_strengths)
    ran = sum(tested.skipped is None for tested in document.tested_strengths)
    if german:
        asked = f" ({ran} von {kinds} Arten waren prüfbar)" if kinds else ""
        return (
            f"Keine Stärke hat alle Prüfungen bestanden{asked}. Das heißt nicht, dass nichts gut "
            "läuft."
        )
    asked = f" ({ran} of {kinds} kinds could be tested)" if kinds else ""
    return f"No strength passed every test{asked}. That does not mean that nothing goes well."


def _withheld(document: AnalysisDocument, beginning: str) -> int:
    """Findings withheld for a reason that begins like this."""
    return sum(
        number
        for reason, number in document.privacy.suppressed.items()
        if reason.startswith(beginning) and reason != SYMPTOM_OF_WITHHELD
    )


def _protected(number: str, withheld: int, language: Language) -> str:
    """The rest of the sentence that says how many are withheld."""
    if language == "de":
        verb = "ist" if withheld == 1 else "sind"
        return f"gezeigt werden; {number} {verb} zum Schutz von Personen zurückgehalten."
    return f"be shown; {number} {'is' if withheld == 1 else 'are'} withheld to protect persons."


def not_reported_text(document: AnalysisDocument, language: Language) -> str | None:
    """What was found and leads to nothing, and why there is little; None where all is said."""
    parts = (_absorbed(document, language), _few(document, language))
    return " ".join(part for part in parts if part) or None


def _absorbed(document: AnalysisDocument, language: Language) -> str:
    """Findings whose time something further down swallows."""
    names = ", ".join(
        f"{word(PATTERNS, tested.detector, language)} ({count(tested.absorbed, language)})"
        for tested in document.tested
        if tested.absorbed
    )
    if not names:
        return ""
    if language == "de":
        return (
            f"Nachgewiesen, aber später aufgefangen: {names}. Was dort verloren geht, kommt bei "
            "den Antragstellenden nicht an, weil dahinter ein Termin oder eine Frist das Ende "
            "bestimmt. Sehen Sie sich zuerst diesen Termin an."
        )
    return (
        f"Found, but absorbed further down: {names}. What is lost there does not reach the "
        "applicant, because a date or period behind it sets the end. Look at that date first."
    )


def _few(document: AnalysisDocument, language: Language) -> str:
    """The patterns tested without a finding and what would help; nothing where there is enough."""
    ranked = sum(is_counted(candidate) for candidate in document.candidates)
    if document.log.analysed_cases >= FEW_CASES and ranked >= FEW_CANDIDATES:
        return ""
    names = ", ".join(
        word(PATTERNS, tested.detector, language)
        for tested in document.tested
        if tested.hypotheses and not tested.reported and not tested.absorbed
    )
    few = sum(tested.few_cases for tested in document.tested)
    if language == "de":
        why = "zu wenige Fälle, zu kleine Wirkung oder nicht sicher genug"
        tested = f"Geprüft und nicht gemeldet: {names} ({why})." if names else ""
    else:
        why = "too few cases, too small an effect or not sure enough"
        tested = f"Tested and not reported: {names} ({why})." if names else ""
    return f"{tested} {_longer_period(few, language)}".strip()


def _longer_period(few: int, language: Language) -> str:
    """What would help where places had too few cases; nothing where none had."""
    if not few:
        return ""
    places = plural(few, PLACE, PLACES, language)
    least = count(AnalysisSettings().minimum_cases_low, language)
    if language == "de":
        return (
            f"An {places} gibt es weniger als {least} betroffene oder vergleichbare Fälle; "
            "leiten Sie einen längeren Zeitraum aus."
        )
    return (
        f"{places} {'has' if few == 1 else 'have'} fewer than {least} affected or comparable "
        "cases; export a longer period."
    )
