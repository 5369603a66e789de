"""What stands beside every strength: how unlike the groups are, and the contrast before that."""

from collections.abc import Mapping, Sequence

from verwaltung_mining.outputs.words import word
from verwaltung_mining.release.document import AnalysisDocument, Strength, StrengthMix, StrengthRaw
from verwaltung_mining.texts import Language, Text, days, percent

STRENGTHS: Mapping[str, Text] = {
    "improvement": Text(de="Besser geworden", en="Got better"),
    "deadline_kept": Text(de="Frist gehalten", en="Deadline kept"),
    "fast_and_clean": Text(de="Gruppe", en="Group"),
    "helpful_step": Text(de="Schritt, der hilft", en="Step that helps"),
    "helpful_order": Text(de="Reihenfolge", en="Order"),
    "spared_step": Text(de="Gesparter Schritt", en="Spared step"),
    "few_handovers": Text(de="Wenige Wechsel", en="Few handovers"),
    "clean_step": Text(de="Gelingt sofort", en="First time right"),
    "good_season": Text(de="Jahreszeit", en="Season"),
    "fast_unit": Text(de="Einheit", en="Unit"),
}
"""Kind of strength → its short words."""

GOES_WELL = Text(de="Was gut läuft", en="What goes well")
"""Heading of the strengths."""

FAST = "share_fast_and_clean"
"""The measure that speaks of fast cases."""
FASTEST = Text(
    de="Zügig: so schnell wie das schnellste Viertel der Fälle gleicher Art (einstellbar).",
    en="Fast: as fast as the fastest quarter of cases of the same kind (a setting).",
)

DAYS = "mean_days"
"""Measure in days; the others are shares."""

ALIKE = 0.1
"""Distance up to which the groups count as alike in a respect."""

DIMENSIONS: Mapping[str, Text] = {
    "case_type": Text(de="Fallart", en="case type"),
    "channel": Text(de="Eingangsweg", en="channel"),
    "block": Text(de="Eingangsquartal", en="quarter of arrival"),
}


def beside_strength(strength: Strength, language: Language) -> str:
    """Case mix and raw contrast in one sentence; empty where nothing is compared."""
    if strength.raw is None:
        return ""
    value, peers = (
        strength_amount(strength, v, language) for v in (strength.raw.value, strength.raw.peers)
    )
    mix, medians = _mix(strength.case_mix, language), _medians(strength.raw, language)
    if language == "de":
        return f"{mix} Ohne Ausgleich: {value} gegenüber {peers}{medians}."
    return f"{mix} Without adjusting: {value} against {peers}{medians}."


def _medians(raw: StrengthRaw, language: Language) -> str:
    """The medians beside the means; nothing where shares are compared."""
    if raw.median is None or raw.peer_median is None:
        return ""
    median, peers = (days(value, language) for value in (raw.median, raw.peer_median))
    if language == "de":
        return f" im Mittel, {median} gegenüber {peers} im Median"
    return f" on average, medians {median} against {peers}"


def strength_text(strength: Strength, language: Language) -> str:
    """The strength with what stands beside it."""
    beside = beside_strength(strength, language)
    return f"{strength.text.in_language(language)} {beside}".rstrip()


def fast_meaning(strengths: Sequence[Strength], language: Language) -> list[str]:
    """What fast means, where one of the strengths speaks of it."""
    told = any(strength.effect.measure == FAST for strength in strengths)
    return [FASTEST.in_language(language)] if told else []


def not_tested_strengths(document: AnalysisDocument, language: Language) -> list[str]:
    """One sentence on the kinds of strengths that could not be tested; none where all could."""
    parts = [
        f"{word(STRENGTHS, tested.kind, language)} ({tested.skipped.in_language(language)})"
        for tested in document.tested_strengths
        if tested.skipped is not None
    ]
    if not parts:
        return []
    head = "Als Stärke nicht prüfbar" if language == "de" else "Not testable as a strength"
    return [f"{head}: {'; '.join(parts)}."]


def _mix(mix: tuple[StrengthMix, ...], language: Language) -> str:
    german = language == "de"
    unlike = [part for part in mix if part.distance > ALIKE]
    if not mix:
        return "Fallmix: nicht bekannt." if german else "Case mix: unknown."
    if not unlike:
        names = _and([word(DIMENSIONS, part.dimension, language) for part in mix], language)
        return (
            f"Fallmix: die Gruppen gleichen sich in {names}."
            if german
            else f"Case mix: the groups are alike in {names}."
        )
    parts = [
        f"{word(DIMENSIONS, part.dimension, language)} {percent(part.distance, language, digits=0)}"
        for part in unlike
    ]
    return (
        f"Fallmix: die Gruppen unterscheiden sich ({', '.join(parts)} der Fälle sind anders "
        "verteilt); das ist herausgerechnet."
        if german
        else f"Case mix: the groups differ ({', '.join(parts)} of the cases are distributed "
        "otherwise); this is adjusted for."
    )


def _and(names: list[str], language: Language) -> str:
    joint = " und " if language == "de" else " and "
    return joint.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def strength_amount(strength: Strength, value: float, language: Language) -> str:
    """A value of the strength's measure: days, or a share."""
    if strength.effect.measure == DAYS:
        return days(value, language)
    return percent(value, language, digits=0)
