"""How each figure of a candidate's saving came about, with its numbers."""

import math

from verwaltung_mining.outputs.amounts import BOUNDS, Amounts, amounts_of
from verwaltung_mining.outputs.pass_through import IN_THE_RANGE, passed_on, widens_range
from verwaltung_mining.outputs.words import BOUND, PARTY, SECONDARY_UNIT, word
from verwaltung_mining.release.document import AnalysisDocument, Benefit, Candidate, Evidence
from verwaltung_mining.texts import Language, Text, days, number, percent

SAME = 1e-6
"""Two amounts whose ratio differs from 1 by less are equal; sums in another order round so."""
FROM_WEEKS = Text(
    de="Bereich: 95 % der Ergebnisse, wenn ganze Eingangswochen immer wieder neu gezogen werden",
    en="range: 95% of the results when whole arrival weeks are drawn again and again",
)
FROM_SPREAD = Text(
    de="Bereich: 95 % dessen, was bei so ungleichen Wochen zu erwarten ist",
    en="range: 95% of what can be expected, weeks being as unlike as they are",
)
USUAL_UNSURE = Text(
    de="der Bereich umfasst alles, was als übliche Wartezeit infrage kommt",
    en="the range covers every wait that could be taken as the usual one",
)
LOWER_END = Text(
    de="≥ heißt mindestens: das untere Ende des Bereichs, nie weniger als 0; die Rechnung oben "
    "endet mit dem wahrscheinlichen Wert, die Klammer mit dem oberen Ende",
    en="≥ means at least: the lower end of the range, never less than 0; the formula above ends "
    "with the likely value, the bracket with the upper end",
)
NO_OVERLAP = Text(
    de="überschneidet sich mit keinem anderen Vorschlag", en="overlaps with no other candidate"
)


def benefit_lines(
    candidate: Candidate, document: AnalysisDocument, language: Language
) -> list[str]:
    """The formula with its numbers, then every amount of the contract and how it follows."""
    benefit, evidence = candidate.benefit, candidate.evidence
    amounts = amounts_of(document, language)
    formula = evidence.formula.in_language(language)
    if benefit is None:
        own = "spart keine eigene Zeit" if language == "de" else "saves no time of its own"
        return [own, formula, *_secondary(candidate, language)]
    lines = [
        formula,
        passed_on(benefit, candidate.locus, language),
        *_alone(candidate, benefit, amounts),
        *_shared(benefit, amounts),
        *_in_the_list(candidate, benefit, document, amounts),
        _typical(benefit, evidence, language),
        _lies(benefit, language),
    ]
    if candidate.symptom_of is not None:
        lines.append(
            f"liegt fast ganz in {candidate.symptom_of} und zählt dort mit"
            if language == "de"
            else f"lies almost wholly inside {candidate.symptom_of} and counts there"
        )
    return [*lines, *_secondary(candidate, language)]


def _alone(candidate: Candidate, benefit: Benefit, amounts: Amounts) -> list[str]:
    evidence, language = candidate.evidence, amounts.language
    head = "für sich" if language == "de" else "on its own"
    low, high = evidence.standalone_low, evidence.standalone_high
    told = BOUNDS[benefit.bound] + amounts.amount(benefit.standalone)
    lines = [f"{head}: {told}{amounts.interval(low, high)} {amounts.unit}"]
    if low is not None:
        of = FROM_SPREAD if evidence.halves_of == "since_rise" else FROM_WEEKS
        lines.append(of.in_language(language))
        if widens_range(benefit, candidate.locus):
            lines.append(IN_THE_RANGE.in_language(language))
    if low is not None and benefit.kind == "policy":
        lines.append(USUAL_UNSURE.in_language(language))
    if benefit.bound == "lower":
        lines.append(LOWER_END.in_language(language))
    return lines


def _shared(benefit: Benefit, amounts: Amounts) -> list[str]:
    """What is left where several candidates claim the same days."""
    if benefit.fair_share is None or benefit.standalone == 0:
        return []
    language = amounts.language
    if math.isclose(benefit.fair_share, benefit.standalone, rel_tol=SAME):
        return [NO_OVERLAP.in_language(language)]
    share = f"{amounts.saving(benefit)} {amounts.unit}"
    part = percent(benefit.fair_share / benefit.standalone, language)
    left = f", es bleiben {part}, auch vom Bereich", f", {part} remain, of the range too"
    if part == percent(1.0, language):
        left = "", ""
    return [
        f"sein Anteil, wo sich Vorschläge überschneiden: {share}; ein Tag, den mehrere "
        f"beanspruchen, wird geteilt{left[0]}"
        if language == "de"
        else f"its share where candidates overlap: {share}; a day that several claim is split"
        f"{left[1]}"
    ]


def _in_the_list(
    candidate: Candidate, benefit: Benefit, document: AnalysisDocument, amounts: Amounts
) -> list[str]:
    """The place in the list and what stands down to it."""
    if benefit.low is None or benefit.cumulative is None:
        return []
    german = amounts.language == "de"
    low = amounts.amount(benefit.low)
    lines = [
        f"Rang {candidate.rank}, geordnet nach dem unteren Ende des Bereichs: {low}"
        if german
        else f"rank {candidate.rank}, ordered by the lower end of the range: {low}"
    ]
    if candidate.rank > 1:
        union = f"{amounts.amount(benefit.cumulative)} {amounts.unit}"
        head = (
            f"Rang 1 bis {candidate.rank} zusammen, jeder Tag einmal gezählt"
            if german
            else f"ranks 1 to {candidate.rank} together, every day counted once"
        )
        lines.append(f"{head}: {union}{_shared_later(candidate, benefit, document, amounts)}")
    return lines


def _shared_later(
    candidate: Candidate, benefit: Benefit, document: AnalysisDocument, amounts: Amounts
) -> str:
    """Why the union is more than the shares down to here add up to; nothing where it is not."""
    shares = sum(
        one.benefit.fair_share or 0.0
        for one in document.candidates
        if one.benefit is not None and one.rank <= candidate.rank
    )
    if amounts.amount(benefit.cumulative or 0.0) == amounts.amount(shares):
        return ""
    if amounts.language == "de":
        return "; darin auch Tage, von denen spätere Vorschläge einen Anteil haben"
    return "; with days of which later candidates have a share"


def _typical(benefit: Benefit, evidence: Evidence, language: Language) -> str:
    delay = days(benefit.typical_delay_days, language)
    text = "typisch je betroffenem Fall" if language == "de" else "typically per affected case"
    how = _how_typical(benefit, evidence, language)
    return f"{text}: {delay}{f' ({how})' if how else ''}"


def _how_typical(benefit: Benefit, evidence: Evidence, language: Language) -> str:
    """Which medians the typical delay comes from; nothing where they do not give it."""
    delay, median, peers = benefit.typical_delay_days, evidence.median, evidence.peer_median
    german = language == "de"
    if median is None:
        return ""
    if math.isclose(delay, median, rel_tol=SAME, abs_tol=SAME):
        return "der Median der Betroffenen" if german else "the median of the affected"
    if peers is not None and math.isclose(delay, median - peers, rel_tol=SAME, abs_tol=SAME):
        return (
            f"Median der Betroffenen {days(median, language)} − der anderen {days(peers, language)}"
            if german
            else f"median of the affected {days(median, language)} − of the others "
            f"{days(peers, language)}"
        )
    if benefit.kind in ("policy", "excision"):
        return (
            "der Median dessen, was je Fall zusammen über das Übliche hinausgeht"
            if german
            else "the median of what lies beyond the usual, each case's together"
        )
    return _how_compared(delay, evidence, language)


def _how_compared(delay: float, evidence: Evidence, language: Language) -> str:
    """Why the typical delay of compared groups is not the difference of their medians."""
    if evidence.simpson:
        return (
            "der mittlere Unterschied unter gleichartigen Fällen"
            if language == "de"
            else "the mean difference among cases of the same kind"
        )
    if delay > 0:
        return ""
    return (
        "der Median der Betroffenen liegt nicht über dem der anderen"
        if language == "de"
        else "the median of the affected is not above that of the others"
    )


def _lies(benefit: Benefit, language: Language) -> str:
    """With whom the time lies, and whether the figure is a bound."""
    bound = word(BOUND, benefit.bound, language)
    if benefit.party == "unknown":
        where = "bei wem die Zeit liegt, ist unbekannt"
        return f"{where}; {bound}" if language == "de" else f"unknown with whom it lies; {bound}"
    where = word(PARTY, benefit.party, language)
    head = "die Zeit liegt" if language == "de" else "the time lies"
    return f"{head} {where}; {bound}"


def _secondary(candidate: Candidate, language: Language) -> list[str]:
    joint = " bis " if language == "de" else " to "
    return [
        f"{word(SECONDARY_UNIT, other.unit, language)}: {number(other.value, language, digits=1)} "
        f"({number(other.low, language, digits=1)}{joint}{number(other.high, language, digits=1)})"
        for other in candidate.secondary
    ]
