"""The candidates as rows of a table: the same columns in the terminal, in Markdown and in HTML."""

from collections.abc import Sequence

from verwaltung_mining.outputs.amounts import amounts_of
from verwaltung_mining.outputs.columns import Alignment
from verwaltung_mining.outputs.place import place
from verwaltung_mining.outputs.words import CONFIDENCE, PATTERNS, word
from verwaltung_mining.release.document import AnalysisDocument, Candidate
from verwaltung_mining.texts import Language, Text, count, part

OTHER_STEPS = 2
"""Other steps of a loop that a table names; `explain` names them all."""

Row = tuple[str, ...]

ALIGNMENT: tuple[Alignment, ...] = ("right", "left", "left", "wrap", "right", "right", "left")


def header(shown: Sequence[Candidate], document: AnalysisDocument, language: Language) -> Row:
    """Rank, id, pattern, place, cases, saving, sureness."""
    saves = f"{_saving(shown).in_language(language)} {amounts_of(document, language).unit}"
    if language == "de":
        return ("#", "ID", "Muster", "Wo", "Fälle", saves, "sicher")
    return ("#", "ID", "Pattern", "Where", "Cases", saves, "sure")


def _saving(shown: Sequence[Candidate]) -> Text:
    """What the amounts are: a saving, at most one where all are hints, else each on its own."""
    if any(is_counted(candidate) for candidate in shown):
        return Text(de="spart", en="saves")
    if all(candidate.confidence == "hint" for candidate in shown):
        return Text(de="höchstens", en="at most")
    return Text(de="für sich", en="each alone")


def rows(
    candidates: Sequence[Candidate], document: AnalysisDocument, language: Language
) -> list[Row]:
    """One row per candidate, as in `header`."""
    amounts = amounts_of(document, language)
    return [
        (
            str(candidate.rank),
            candidate.id,
            word(PATTERNS, candidate.detector, language),
            place(candidate.locus, language, detector=candidate.detector, most=OTHER_STEPS),
            _cases(candidate, document, language),
            amounts.saving(candidate.benefit),
            _sureness(candidate, language),
        )
        for candidate in candidates
    ]


def is_counted(candidate: Candidate) -> bool:
    """The candidate has a share of the total saving."""
    return candidate.benefit is not None and candidate.benefit.fair_share is not None


def _cases(candidate: Candidate, document: AnalysisDocument, language: Language) -> str:
    cases = count(candidate.affected_cases, language)
    covered = document.log.covered_cases
    if not covered:
        return cases
    share = part(candidate.affected_cases / covered, language, digits=0)
    return f"{cases} ({share})"


def _sureness(candidate: Candidate, language: Language) -> str:
    """The label; for a symptom, what it belongs to."""
    if candidate.symptom_of is not None:
        return f"zu {candidate.symptom_of}" if language == "de" else f"of {candidate.symptom_of}"
    return word(CONFIDENCE, candidate.confidence, language)
