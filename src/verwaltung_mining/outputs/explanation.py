"""One candidate in full: what was seen, how it was valued, what speaks against it, what to try."""

from collections.abc import Sequence

from verwaltung_mining.errors import UnknownNameError
from verwaltung_mining.outputs.columns import WIDTH, one_line, wrapped
from verwaltung_mining.outputs.derivation import benefit_lines
from verwaltung_mining.outputs.evidence import evidence_lines
from verwaltung_mining.outputs.notes import agreement_texts
from verwaltung_mining.outputs.place import place
from verwaltung_mining.outputs.strength_explanation import strength_lines, strength_title
from verwaltung_mining.outputs.words import CONFIDENCE, PATTERNS, word
from verwaltung_mining.release import Released, opened
from verwaltung_mining.release.document import AnalysisDocument, Candidate, Strength
from verwaltung_mining.texts import Language, Text

INDENT = "  "
BULLET = "  - "
IDS_LISTED = 8

SEEN = Text(de="Beobachtung", en="What was seen")
EVIDENCE = Text(de="Belege", en="Evidence")
BENEFIT = Text(de="Was es spart und wie das gerechnet ist", en="What it saves and how")
AT_MOST = Text(
    de="Wie viel höchstens zu gewinnen ist und wie das gerechnet ist",
    en="What can be won at most and how",
)
COMPARED = Text(de="Womit verglichen wurde", en="What it was compared with")
DISPROOF = Text(de="Was dagegen spräche", en="What would disprove it")
SURENESS = Text(de="Wie sicher und warum", en="How sure and why")
QUESTIONS = Text(de="Fragen an das Team", en="Questions for the team")
EXPERIMENT = Text(de="Ein erster kleiner Versuch", en="A first small experiment")


def explanation(released: Released[AnalysisDocument], key: str, language: Language) -> str:
    """The candidate or strength with this id or beginning of an id, or the candidate of this rank.

    Raises UnknownNameError where there is none, or more than one.
    """
    document = opened(released)
    found = find(document, key)
    if isinstance(found, Strength):
        return _strength(found, document, language)
    return _candidate(found, document, language)


def _candidate(candidate: Candidate, document: AnalysisDocument, language: Language) -> str:
    evidence = candidate.evidence
    questions = candidate.questions.de if language == "de" else candidate.questions.en
    reasons = evidence.confidence_reasons
    gain = AT_MOST if candidate.confidence == "hint" else BENEFIT
    sureness = word(CONFIDENCE, candidate.confidence, language)
    sections = [
        _head(candidate, language),
        _text(SEEN, candidate.observation, language),
        _section(EVIDENCE, evidence_lines(candidate, document, language), language),
        _section(gain, benefit_lines(candidate, document, language), language),
        _text(COMPARED, evidence.compared_with, language),
        _text(DISPROOF, evidence.disproof, language),
        _section(SURENESS, [sureness, *(reasons.de if language == "de" else reasons.en)], language),
        _section(QUESTIONS, questions, language),
        _text(EXPERIMENT, candidate.experiment, language),
        [line for t in agreement_texts(document.privacy, language) for line in wrapped(t, WIDTH)],
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _strength(strength: Strength, document: AnalysisDocument, language: Language) -> str:
    sections = [
        [*wrapped(one_line(strength_title(strength, language)), WIDTH), strength.id],
        _text(SEEN, strength.text, language),
        _section(EVIDENCE, strength_lines(strength, document, language), language),
        [line for t in agreement_texts(document.privacy, language) for line in wrapped(t, WIDTH)],
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def find(document: AnalysisDocument, key: str) -> Candidate | Strength:
    """What has this id, rank, or unique beginning of an id; case does not matter."""
    wanted = key.strip().casefold()
    named: tuple[Candidate | Strength, ...] = (*document.candidates, *document.strengths)
    ranked = [c for c in named if isinstance(c, Candidate) and wanted == str(c.rank)]
    exact = [one for one in named if wanted == one.id.casefold()]
    begins = [one for one in named if wanted and one.id.casefold().startswith(wanted)]
    found: Sequence[Candidate | Strength] = exact or ranked or begins
    if len(found) == 1:
        return found[0]
    raise _unknown(one_line(key), found, document)


def _unknown(
    name: str, found: Sequence[Candidate | Strength], document: AnalysisDocument
) -> UnknownNameError:
    """The refusal with the ids that begin so or, where none does, with those there are."""
    several = Text(
        de=f"Mit „{name}“ beginnen {len(found)} Kennungen.",
        en=f"{len(found)} ids begin with '{name}'.",
    )
    none = Text(de=f"„{name}“ gibt es nicht.", en=f"there is no '{name}'.")
    ids = _listed(found or document.candidates)
    strengths = "" if found or not document.strengths else _listed(document.strengths)
    return UnknownNameError(
        several if found else none,
        hint=Text(
            de=f"Nennen Sie eine dieser Kennungen oder einen Rang: {ids}"
            f"{strengths and f'; was gut läuft: {strengths}'}.",
            en=f"name one of these ids, or a rank: {ids}"
            f"{strengths and f'; what goes well: {strengths}'}.",
        ),
    )


def _listed(named: Sequence[Candidate | Strength]) -> str:
    more = ["…"] if len(named) > IDS_LISTED else []
    return ", ".join([*(one.id for one in named[:IDS_LISTED]), *more]) or "–"


def _head(candidate: Candidate, language: Language) -> list[str]:
    title = one_line(candidate.title.in_language(language))
    pattern = word(PATTERNS, candidate.detector, language)
    rank = "Rang" if language == "de" else "rank"
    where = place(candidate.locus, language, detector=candidate.detector)
    lines = wrapped(f"{candidate.id} · {rank} {candidate.rank} · {pattern}: {where}", WIDTH)
    return [*wrapped(title, WIDTH), *lines]


def _text(title: Text, text: Text, language: Language) -> list[str]:
    body = one_line(text.in_language(language))
    return [title.in_language(language), *wrapped(body, WIDTH, INDENT)] if body else []


def _section(title: Text, entries: Sequence[str], language: Language) -> list[str]:
    lines = []
    for entry in entries:
        first, *rest = wrapped(one_line(entry), WIDTH, " " * len(BULLET)) or [BULLET]
        lines += [BULLET + first.lstrip(), *rest]
    return [title.in_language(language), *lines] if lines else []
