"""The numbers behind a candidate, each with what it means."""

from collections.abc import Mapping

from verwaltung_mining.outputs.amounts import DAYS_PER_YEAR, SHORT_WINDOW_DAYS
from verwaltung_mining.outputs.differences import difference_lines
from verwaltung_mining.outputs.words import EFFECT, HALVED, STRATA, word
from verwaltung_mining.release.document import AnalysisDocument, Candidate, Evidence, LogPart
from verwaltung_mining.texts import Language, Text, count, days, number, part

DAYS_PER_WEEK = 7.0
SMALLEST_P = 0.001
"""Smaller values are written as `< 0.001`."""
LONGER: Mapping[str, Text] = {
    "extra_step": Text(
        de="dauert es vom Schritt davor bis zum Schritt danach mit diesem Schritt länger als ohne "
        "ihn",
        en="it takes longer with this step than without it from the step before to the step after",
    ),
    "self_loop": Text(
        de="dauert die Pause in diesem Schritt länger als eine zwischen anderen Schritten",
        en="the gap within this step is longer than one between other steps",
    ),
}
"""Detector id → which of two times is the longer, where these are not those of whole groups."""


def evidence_lines(
    candidate: Candidate, document: AnalysisDocument, language: Language
) -> list[str]:
    """Cases, times, comparison, tests."""
    evidence = candidate.evidence
    german = language == "de"
    cases, analysed = (count(n, language) for n in (evidence.cases, document.log.analysed_cases))
    share = part(evidence.share, language)
    lines = [
        f"{cases} von {analysed} ausgewerteten Fällen ({share})"
        if german
        else f"{cases} of {analysed} analysed cases ({share})",
        *_projected(candidate, document.log, language),
        *_yearly_cases(candidate, document, language),
    ]
    affected = _times(evidence.median, evidence.mean, language)
    if affected:
        lines.append(f"{_of_affected(evidence, language)}: {affected}")
    peers = _times(evidence.peer_median, evidence.peer_mean, language)
    if evidence.peers is not None:
        head = f"{count(evidence.peers, language)} {'Vergleichsfälle' if german else 'peers'}"
        lines.append(f"{head}: {peers}" if peers else head)
    return [*lines, *difference_lines(evidence, language), *_tests(candidate, language)]


def _of_affected(evidence: Evidence, language: Language) -> str:
    """Whose times follow: those of cases or, where a case has several, those of each time."""
    head = "betroffen" if language == "de" else "affected"
    if evidence.occurrences is None or evidence.occurrences == evidence.cases:
        return head
    times = count(evidence.occurrences, language)
    return f"{head}, {'je Mal' if language == 'de' else 'each time'} ({times})"


def _projected(candidate: Candidate, log: LogPart, language: Language) -> list[str]:
    """From the cases of a random sample to all; nothing where all were looked at."""
    if log.analysed_cases == log.covered_cases:
        return []
    seen, everywhere = (
        count(n, language) for n in (candidate.evidence.cases, candidate.affected_cases)
    )
    scale = number(log.covered_cases / max(log.analysed_cases, 1), language, digits=2)
    return [
        f"auf alle {count(log.covered_cases, language)} Fälle hochgerechnet: {seen} × {scale} = "
        f"{everywhere}"
        if language == "de"
        else f"projected to all {count(log.covered_cases, language)} cases: {seen} × {scale} = "
        f"{everywhere}"
    ]


def _yearly_cases(
    candidate: Candidate, document: AnalysisDocument, language: Language
) -> list[str]:
    """Affected cases per year: those of the window or, of what takes longer than it did, those of
    today's weeks; nothing where the window is no half year."""
    if document.log.window_days < SHORT_WINDOW_DAYS:
        return []
    if candidate.evidence.halves_of == "since_rise":
        return [_cases_at_current_rate(candidate.affected_cases_per_year, language)]
    cases = count(candidate.affected_cases, language)
    window = number(document.log.window_days, language, digits=1)
    yearly = number(candidate.affected_cases_per_year, language, digits=1)
    days_a_year = number(DAYS_PER_YEAR, language, digits=2)
    return [
        f"betroffen {cases} × {days_a_year} / {window} Tage im Zeitraum = {yearly} im Jahr"
        if language == "de"
        else f"affected {cases} × {days_a_year} / {window} days observed = {yearly} a year"
    ]


def _cases_at_current_rate(per_year: float, language: Language) -> str:
    weekly = number(per_year * DAYS_PER_WEEK / DAYS_PER_YEAR, language, digits=2)
    yearly = number(per_year, language, digits=1)
    days_a_year = number(DAYS_PER_YEAR, language, digits=2)
    return (
        f"beim heutigen Eingang {weekly} betroffene Fälle je Woche × {days_a_year} / 7 Tage = "
        f"{yearly} im Jahr"
        if language == "de"
        else f"at today's rate {weekly} affected cases a week × {days_a_year} / 7 days = {yearly} "
        "a year"
    )


def _times(median: float | None, mean: float | None, language: Language) -> str:
    mean_word = "Mittelwert" if language == "de" else "mean"
    parts = []
    if median is not None:
        parts.append(f"Median {days(median, language)}" if language == "de"
                     else f"median {days(median, language)}")  # fmt: skip
    if mean is not None:
        parts.append(f"{mean_word} {days(mean, language)}")
    return ", ".join(parts)


def _tests(candidate: Candidate, language: Language) -> list[str]:
    evidence, german = candidate.evidence, language == "de"
    lines = []
    if evidence.effect_size is not None and evidence.effect_measure is not None:
        size = number(evidence.effect_size, language, digits=2)
        measure = word(EFFECT, evidence.effect_measure, language)
        head = "Effektstärke" if german else "effect size"
        lines.append(f"{head} ({measure}) {size}{_in_pairs(candidate, language)}")
    if evidence.q_value is not None and evidence.p_value is not None:
        p, q = (_probability(value, language) for value in (evidence.p_value, evidence.q_value))
        among = _corrected_over(candidate).in_language(language)
        lines.append(f"Zufall: p {p}, über {among} korrigiert q {q}" if german
                     else f"chance: p {p}, corrected over {among} q {q}")  # fmt: skip
    if evidence.strata and evidence.peers is not None:
        head = "verglichen bei gleichem" if german else "compared at the same"
        names = [
            word(STRATA, name, language) if name in STRATA else name for name in evidence.strata
        ]
        lines.append(f"{head}: {', '.join(names)}")
    if evidence.halves_agree is not None:
        period = word(HALVED, evidence.halves_of, language)
        lines.append(_halves(evidence.halves_agree, period, language))
    return lines


def _halves(agree: bool, period: str, language: Language) -> str:
    if language == "de":
        return (
            f"beide Hälften {period} zeigen dasselbe (je Fall höchstens das Doppelte)"
            if agree
            else f"die Hälften {period} unterscheiden sich (mehr als das Doppelte oder in die "
            "andere Richtung)"
        )
    return (
        f"both halves of {period} agree (per case at most twice as much)"
        if agree
        else f"the halves of {period} differ (by more than twice, or in direction)"
    )


def _corrected_over(candidate: Candidate) -> Text:
    """The tests among which chance was controlled: pairs of attributes are a run of their own."""
    if _meet(candidate):
        return Text(de="die geprüften Paare von Merkmalen", en="the pairs of attributes tested")
    return Text(de="alle Prüfungen dieses Laufs", en="all tests of this run")


def _meet(candidate: Candidate) -> bool:
    """The candidate says that two attributes meet."""
    return len(candidate.locus.segment or ()) > 1


def _in_pairs(candidate: Candidate, language: Language) -> str:
    """What the effect size says of two times drawn at random, where it says how often."""
    evidence = candidate.evidence
    longer = _longer(candidate)
    if evidence.effect_size is None or longer is None:
        return ""
    often = number((1 + evidence.effect_size) * 50, language)
    told = longer.in_language(language)
    return (
        f": in {often} von 100 Paaren {told}"
        if language == "de"
        else (f": in {often} of 100 pairs {told}")
    )


def _longer(candidate: Candidate) -> Text | None:
    """Which of the two times is the longer; None where the effect size counts something else."""
    if candidate.benefit is None or candidate.benefit.kind != "comparison":
        return LONGER.get(candidate.detector)
    peer = Text(de="der Vergleichsfall", en="its peer")
    if _meet(candidate):
        peer = Text(
            de="einer mit nur einem der beiden Merkmale (dem, das näher kommt)",
            en="one with only one of the two attributes (the one that comes nearer)",
        )
    return Text(
        de=f"dauert der betroffene Fall länger als {peer.de}",
        en=f"the affected case takes longer than {peer.en}",
    )


def _probability(value: float, language: Language) -> str:
    if value < SMALLEST_P:
        return f"< {number(SMALLEST_P, language, digits=3)}"
    return f"= {number(value, language, digits=3)}"
