"""How the numbers of each kind of strength came about: who counts, what is alike, which range."""

from collections.abc import Mapping
from dataclasses import dataclass

from verwaltung_mining.outputs.derivation import FROM_WEEKS
from verwaltung_mining.release.document import Strength
from verwaltung_mining.texts import Language, Text, count

EXACT = Text(
    de="Bereich: alle Anteile, zu denen die gezählten Fälle noch passen (95 %, exaktes Intervall "
    "nach Clopper und Pearson)",
    en="range: all shares that the cases counted still fit (95%, exact interval of Clopper and "
    "Pearson)",
)
FROM_QUARTERS = Text(
    de="Bereich: aus den Mittelwerten der einzelnen Quartale, jedes zählt einmal (95 %, "
    "t-Intervall)",
    en="range: from the means of the single quarters, each counts once (95%, t interval)",
)
COMPARABLE_ONLY = Text(
    de="in die Werte gehen nur Fälle ein, zu denen es in der anderen Gruppe vergleichbare gibt",
    en="only cases with comparable ones in the other group enter the values",
)
WEIGHED = Text(
    de="jede Art von Fällen hat unter den anderen so viel Gewicht wie in dieser Gruppe",
    en="each kind of case weighs as much among the others as it does in this group",
)
ALIKE = Text(
    de="verglichen bei gleicher Fallart, gleichem Eingangsweg, Quartal des Eingangs (höchstens "
    "Halbjahr) und letztem Schritt, soweit bekannt",
    en="compared at the same case type, channel, quarter of arrival (half a year at most) and last "
    "step, as far as known",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What is to be known to recompute a kind of strength; None where it does not apply."""

    counted: Text
    """Which cases count."""
    alike: Text | None
    """What comparable cases have in common."""
    range: Text


METHODS: Mapping[str, Method] = {
    "improvement": Method(
        counted=Text(
            de="wer zu spät einging, um beurteilt zu werden, oder in der anderen Hälfte keine "
            "vergleichbaren Fälle hat, zählt nicht",
            en="those that came too late to be judged, or have no comparable cases in the other "
            "half, do not count",
        ),
        alike=Text(
            de="verglichen bei gleicher Fallart, gleichem Eingangsweg und letztem Schritt, soweit "
            "bekannt, ab zwei Jahren auch bei gleicher Jahreszeit; Zeiten sind am 99-%-Quantil "
            "gekappt",
            en="compared at the same case type, channel and last step, as far as known, from two "
            "years on at the same season too; times are cut at their 99% quantile",
        ),
        range=FROM_WEEKS,
    ),
    "deadline_kept": Method(
        counted=Text(
            de="es zählen Fälle mit dieser Frist, die fertig sind oder deren Frist vorbei ist, "
            "auch offene",
            en="cases with this deadline count that are done or past it, open ones too",
        ),
        alike=None,
        range=EXACT,
    ),
    "fast_and_clean": Method(
        counted=COMPARABLE_ONLY,
        alike=Text(
            de=f"{ALIKE.de} und soweit es nicht die Gruppe selbst ausmacht",
            en=f"{ALIKE.en} and as far as it does not make the group itself",
        ),
        range=FROM_WEEKS,
    ),
    "helpful_step": Method(counted=COMPARABLE_ONLY, alike=ALIKE, range=FROM_WEEKS),
    "helpful_order": Method(
        counted=Text(
            de="es zählen Fälle, die jeden der beiden Schritte einmal nehmen und danach noch "
            f"weitere; {COMPARABLE_ONLY.de}",
            en="cases count that take each of the two steps once and further ones afterwards; "
            f"{COMPARABLE_ONLY.en}",
        ),
        alike=ALIKE,
        range=FROM_WEEKS,
    ),
    "spared_step": Method(counted=COMPARABLE_ONLY, alike=ALIKE, range=FROM_WEEKS),
    "few_handovers": Method(
        counted=Text(
            de="es zählen Fälle ohne Wiederholung auf Wegen, auf denen sich die Wechsel "
            f"unterscheiden; {COMPARABLE_ONLY.de}",
            en="cases without repetition count on ways on which the changes of hands differ; "
            f"{COMPARABLE_ONLY.en}",
        ),
        alike=Text(de=f"{ALIKE.de}, und auf demselben Weg", en=f"{ALIKE.en}, and on the same way"),
        range=FROM_WEEKS,
    ),
    "clean_step": Method(
        counted=Text(
            de="es zählen Fälle, die diesen Schritt nehmen", en="cases that pass this step count"
        ),
        alike=None,
        range=EXACT,
    ),
    "good_season": Method(
        counted=Text(
            de=f"wer zu spät einging, um beurteilt zu werden, zählt nicht; {COMPARABLE_ONLY.de}",
            en=f"those that came too late to be judged do not count; {COMPARABLE_ONLY.en}",
        ),
        alike=Text(
            de="verglichen bei gleicher Fallart, gleichem Eingangsweg und letztem Schritt, soweit "
            "bekannt",
            en="compared at the same case type, channel and last step, as far as known",
        ),
        range=FROM_QUARTERS,
    ),
    "fast_unit": Method(
        counted=Text(
            de="es zählen Fälle, in denen eine vergleichbare Einheit den Schritt zuerst erledigt; "
            f"{COMPARABLE_ONLY.de}",
            en="cases count in which a unit that may be compared does the step first; "
            f"{COMPARABLE_ONLY.en}",
        ),
        alike=ALIKE,
        range=FROM_WEEKS,
    ),
}
"""Kind of strength → how its numbers came about."""
OPEN_TOO = "deadline_kept"
"""The kind that counts cases not analysed as well."""
OTHER_WAY = Text(
    de="wer diesen Weg nicht nimmt, zählt nicht; ",
    en="those that do not take this way do not count; ",
)


def counted_cases(strength: Strength, analysed: int, language: Language) -> list[str]:
    """How many of the analysed cases stand behind the strength, and why not all."""
    method = METHODS.get(strength.kind)
    if method is None:
        return []
    why = method.counted.in_language(language)
    if strength.kind == OPEN_TOO:
        return [why]
    if strength.kind == "improvement" and strength.where.source is not None:
        why = OTHER_WAY.in_language(language) + why
    both, of = (count(n, language) for n in (strength.cases + (strength.peer_cases or 0), analysed))
    if language == "de":
        return [f"{both} von {of} ausgewerteten Fällen; {why}"]
    return [f"{both} of {of} analysed cases; {why}"]


def method_lines(strength: Strength, language: Language) -> list[str]:
    """What comparable cases have in common, and where the range comes from."""
    method = METHODS.get(strength.kind)
    if method is None:
        return []
    alike = (
        []
        if method.alike is None
        else [f"{method.alike.in_language(language)}; {WEIGHED.in_language(language)}"]
    )
    return [method.range.in_language(language), *alike]
