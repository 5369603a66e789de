"""The numbers behind a candidate, each with what it means."""

from verwaltung_mining.outputs.amounts import Amounts
from verwaltung_mining.outputs.differences import difference_lines
from verwaltung_mining.outputs.words import BOUND, PARTY, SECONDARY_UNIT, STRATA, word
from verwaltung_mining.release.document import AnalysisDocument, Benefit, Candidate, Evidence
from verwaltung_mining.texts import Language, count, days, number, percent

SMALLEST_P = 0.001
"""Smaller values are written as `< 0.001`."""


def evidence_lines(
    candidate: Candidate, document: AnalysisDocument, language: Language
) -> list[str]:
    """Cases, times, comparison, tests."""
    evidence = candidate.evidence
    german = language == "de"
    cases, analysed = (count(n, language) for n in (evidence.cases, document.log.analysed_cases))
    share = percent(evidence.share, language)
    lines = [
        f"{cases} von {analysed} ausgewerteten Fällen ({share})"
        if german
        else f"{cases} of {analysed} analysed cases ({share})"
    ]
    affected = _times(evidence.median, evidence.mean, language)
    if affected:
        lines.append(f"{'betroffen' if german else 'affected'}: {affected}")
    peers = _times(evidence.peer_median, evidence.peer_mean, language)
    if evidence.peers is not None:
        head = f"{count(evidence.peers, language)} {'Vergleichsfälle' if german else 'peers'}"
        lines.append(f"{head}: {peers}" if peers else head)
    return [*lines, *difference_lines(evidence, language), *_tests(evidence, language)]


def benefit_lines(candidate: Candidate, document: AnalysisDocument, amounts: Amounts) -> list[str]:
    """The formula with its numbers, then the three amounts of the contract."""
    benefit, evidence, language = candidate.benefit, candidate.evidence, amounts.language
    german = language == "de"
    if benefit is None:
        own = "spart keine eigene Zeit" if german else "saves no time of its own"
        return [own, evidence.formula.in_language(language), *_secondary(candidate, language)]
    lines = [evidence.formula.in_language(language)]
    alone = amounts.amount(benefit.standalone)
    alone += amounts.interval(evidence.standalone_low, evidence.standalone_high)
    lines.append(f"{'für sich' if german else 'on its own'}: {alone} {amounts.unit}")
    if benefit.fair_share == benefit.standalone:
        lines.append(
            "überschneidet sich mit keinem anderen Vorschlag"
            if german
            else "overlaps with no other candidate"
        )
    elif benefit.fair_share is not None:
        head = (
            "sein Anteil, wo sich Vorschläge überschneiden"
            if german
            else "its share where candidates overlap"
        )
        lines.append(f"{head}: {amounts.saving(benefit)} {amounts.unit}")
    if benefit.cumulative is not None and candidate.rank > 1:
        head = f"Rang 1 bis {candidate.rank}" if german else f"ranks 1 to {candidate.rank}"
        lines.append(f"{head}: {amounts.amount(benefit.cumulative)} {amounts.unit}")
    return [*lines, *_reach(candidate, language), *_secondary(candidate, language)]


def _reach(candidate: Candidate, language: Language) -> list[str]:
    """How much of the time reaches the applicant, and with whom it lies."""
    benefit = candidate.benefit
    if benefit is None:
        return []
    german = language == "de"
    delay = days(benefit.typical_delay_days, language)
    party, bound = _lies(benefit.party, language), word(BOUND, benefit.bound, language)
    lines = [
        _passed_on(benefit, language),
        f"typisch je betroffenem Fall: {delay}; {party}; {bound}"
        if german
        else f"typically {delay} per affected case; {party}; {bound}",
    ]
    if candidate.symptom_of is not None:
        lines.append(
            f"liegt fast ganz in {candidate.symptom_of} und zählt dort mit"
            if german
            else f"lies almost wholly inside {candidate.symptom_of} and counts there"
        )
    return lines


def _passed_on(benefit: Benefit, language: Language) -> str:
    """What of a day lost here reaches the applicant, with its interval where it was measured."""
    low, high = benefit.pass_through_low, benefit.pass_through_high
    if low is None or high is None:
        return (
            "wie viel davon bei den Antragstellenden ankommt, war nicht zu messen; "
            "jeder Tag hier zählt als ein Tag des ganzen Falls"
            if language == "de"
            else "how much of it reaches the applicant could not be measured; "
            "every day here counts as a day of the whole case"
        )
    through, least, most = (_share(part, language) for part in (benefit.pass_through, low, high))
    return (
        f"von jedem Tag, der hier verloren geht, kommt {through} Tag bei den Antragstellenden an "
        f"({least} bis {most})"
        if language == "de"
        else f"of every day lost here, {through} day reaches the applicant ({least} to {most})"
    )


def _share(value: float, language: Language) -> str:
    """At most two decimals, without closing zeros.

    >>> _share(0.97, "de"), _share(0.9, "en"), _share(1.0, "en")
    ('0,97', '0.9', '1')
    """
    return number(value, language, digits=2).rstrip("0").rstrip(".,")


def _lies(party: str, language: Language) -> str:
    if party == "unknown":
        return (
            "bei wem die Zeit liegt, ist unbekannt"
            if language == "de"
            else "with whom the time lies is unknown"
        )
    where = word(PARTY, party, language)
    return f"die Zeit liegt {where}" if language == "de" else f"the time lies {where}"


def _secondary(candidate: Candidate, language: Language) -> list[str]:
    joint = " bis " if language == "de" else " to "
    return [
        f"{word(SECONDARY_UNIT, other.unit, language)}: {number(other.value, language, digits=1)} "
        f"({number(other.low, language, digits=1)}{joint}{number(other.high, language, digits=1)})"
        for other in candidate.secondary
    ]


def _times(median: float | None, mean: float | None, language: Language) -> str:
    mean_word = "Mittelwert" if language == "de" else "mean"
    parts = []
    if median is not None:
        parts.append(f"Median {days(median, language)}" if language == "de"
                     else f"median {days(median, language)}")  # fmt: skip
    if mean is not None:
        parts.append(f"{mean_word} {days(mean, language)}")
    return ", ".join(parts)


def _tests(evidence: Evidence, language: Language) -> list[str]:
    german = language == "de"
    lines = []
    if evidence.effect_size is not None:
        size = number(evidence.effect_size, language, digits=2)
        lines.append(f"Effektstärke (Cliffs Delta) {size}" if german
                     else f"effect size (Cliff's delta) {size}")  # fmt: skip
    if evidence.q_value is not None:
        q = _probability(evidence.q_value, language)
        lines.append(f"Zufall: q {q}, über alle Prüfungen dieses Laufs korrigiert" if german
                     else f"chance: q {q}, corrected over all tests of this run")  # fmt: skip
    if evidence.strata and evidence.peers is not None:
        head = "verglichen bei gleichem" if german else "compared at the same"
        names = [
            word(STRATA, name, language) if name in STRATA else name for name in evidence.strata
        ]
        lines.append(f"{head}: {', '.join(names)}")
    if evidence.halves_agree is not None:
        agree = evidence.halves_agree
        lines.append(("beide Hälften des Zeitraums zeigen dasselbe" if agree
                      else "die Hälften des Zeitraums unterscheiden sich") if german
                     else ("both halves of the period agree" if agree
                           else "the halves of the period differ"))  # fmt: skip
    return lines


def _probability(value: float, language: Language) -> str:
    if value < SMALLEST_P:
        return f"< {number(SMALLEST_P, language, digits=3)}"
    return f"= {number(value, language, digits=3)}"
