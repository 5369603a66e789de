"""One strength in full: what was seen, the numbers behind it, how unlike the groups are."""

from collections.abc import Mapping

from verwaltung_mining.outputs.place import ARROW
from verwaltung_mining.outputs.strength_method import counted_cases, method_lines
from verwaltung_mining.outputs.strength_words import (
    DAYS,
    DIMENSIONS,
    STRENGTHS,
    beside_strength,
    fast_meaning,
    strength_amount,
)
from verwaltung_mining.outputs.words import word
from verwaltung_mining.release.document import AnalysisDocument, Strength
from verwaltung_mining.texts import Language, Text, count, days, number, percent

MEASURES: Mapping[str, Text] = {
    "share_fast_and_clean": Text(
        de="Anteil der Fälle, die zügig und ohne Wiederholung laufen",
        en="share of cases that run fast and without repetition",
    ),
    "share_of_cases_without_repetition": Text(
        de="Anteil der Fälle, in denen der Schritt nicht wiederholt wird",
        en="share of cases in which the step is not repeated",
    ),
    "share_done_by_the_deadline": Text(
        de="Anteil der Fälle, die bis zur Frist fertig sind",
        en="share of cases done by the deadline",
    ),
    "mean_days": Text(de="mittlere Dauer", en="mean time"),
}
"""Measure of a strength in words."""
PEERS: Mapping[str, Text] = {
    "clean_step": Text(de="mittlerer der anderen Schritte", en="the middle one of the other steps"),
    "deadline_kept": Text(de="verlangt", en="asked for"),
    "improvement": Text(de="erste Hälfte", en="first half"),
}
COMPARABLE = Text(de="vergleichbare Fälle", en="comparable cases")
DISTANCE = Text(
    de="so viele Fälle einer Gruppe müssten anders verteilt sein, damit sie der anderen gleicht",
    en="so many cases of one group would have to be spread otherwise to make it like the other",
)
SMALLEST = 0.001


def strength_lines(strength: Strength, document: AnalysisDocument, language: Language) -> list[str]:
    """The numbers behind a strength, each with what it means and how it came about."""
    german = language == "de"
    effect = strength.effect
    value, peers = (strength_amount(strength, v, language) for v in (effect.value, effect.peers))
    against = PEERS.get(strength.kind, COMPARABLE).in_language(language)
    cases = count(strength.cases, language)
    lines = [
        f"{word(STRENGTHS, strength.kind, language)}: {word(MEASURES, effect.measure, language)}",
        f"{cases} Fälle: {value}" if german else f"{cases} cases: {value}",
        f"{against}: {peers}",
        _better(strength, language),
        *method_lines(strength, language),
    ]
    if strength.peer_cases is not None:
        others = count(strength.peer_cases, language)
        lines.append(
            f"{others} Fälle zum Vergleich" if german else f"{others} cases to compare with"
        )
    lines += counted_cases(strength, document.log.analysed_cases, language)
    if strength.q_value is not None:
        lines.append(_chance(strength.q_value, language))
    beside = beside_strength(strength, language)
    return [
        *lines,
        *_distances(strength, language),
        *([beside] if beside else []),
        *fast_meaning([strength], language),
    ]


def strength_title(strength: Strength, language: Language) -> str:
    """The kind of strength and where it is."""
    where, german = strength.where, language == "de"
    way = where.source and where.target and f"{where.source}{ARROW}{where.target}"
    quarter = where.season and f"{where.season}. {'Quartal' if german else 'quarter'}"
    places = (where.activity, way, where.segment, where.attribute, quarter, where.org_unit)
    place = ", ".join(named for named in places if named)
    kind = word(STRENGTHS, strength.kind, language)
    return f"{kind}: {place or ('ganzer Ablauf' if german else 'whole process')}"


def _better(strength: Strength, language: Language) -> str:
    """The difference with its interval; shares differ by points."""
    effect = strength.effect
    joint, sure = (" bis ", "95 % sicher") if language == "de" else (" to ", "95% certain")
    if effect.measure == DAYS:
        told, low, high = (
            days(v, language) for v in (effect.peers - effect.value, effect.low, effect.high)
        )
    else:
        told, low, high = (
            number(v * 100, language, digits=1)
            for v in (effect.value - effect.peers, effect.low, effect.high)
        )
        told += " Prozentpunkte" if language == "de" else " percentage points"
    head = "besser um" if language == "de" else "better by"
    return f"{head} {told} ({low}{joint}{high}; {sure})"


def _distances(strength: Strength, language: Language) -> list[str]:
    """Every distance of the case mix, small ones too, and what a distance is."""
    apart = "Abstand der Gruppen" if language == "de" else "distance of the groups"
    told = [
        f"{word(DIMENSIONS, part.dimension, language)}{_named(part.attribute)} "
        f"{percent(part.distance, language)}"
        for part in strength.case_mix
    ]
    meaning = DISTANCE.in_language(language)
    return [f"{apart} in {', '.join(told)}: {meaning}"] if told else []


def _named(attribute: str | None) -> str:
    return "" if attribute is None else f" ({attribute})"


def _chance(q_value: float, language: Language) -> str:
    small = q_value < SMALLEST
    shown = number(SMALLEST if small else q_value, language, digits=3)
    sign = "<" if small else "="
    if language == "de":
        return f"Zufall: q {sign} {shown}, über alle geprüften Stärken korrigiert"
    return f"chance: q {sign} {shown}, corrected over all strengths tested"
