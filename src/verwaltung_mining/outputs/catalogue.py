"""The patterns that are looked for, as a list or one in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verwaltung_mining.errors import UnknownNameError
from verwaltung_mining.outputs.columns import WIDTH, table, wrapped
from verwaltung_mining.outputs.words import PATTERNS
from verwaltung_mining.texts import Language, Text

INDENT = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What a reader may want to know about a detector."""

    id: str
    name: Text
    definition: Text
    why: Text
    source: str
    settings: Mapping[str, object]
    """Name → default."""


def catalogue(patterns: Sequence[Pattern], language: Language, *, name: str | None = None) -> str:
    """All patterns with their definition, or the one called `name` with reason and settings.

    Raises UnknownNameError where there is no such pattern.
    """
    if name is not None:
        return _in_full(_called(patterns, name), language)
    header = ("ID", "Muster", "Definition") if language == "de" else ("ID", "Pattern", "Definition")
    rows = [
        (p.id, p.name.in_language(language), p.definition.in_language(language)) for p in patterns
    ]
    return "\n".join(table(header, rows, ("left", "left", "wrap"))) + "\n"


def _called(patterns: Sequence[Pattern], name: str) -> Pattern:
    wanted = name.strip().casefold()
    for pattern in patterns:
        if wanted in _names(pattern):
            return pattern
    ids = ", ".join(pattern.id for pattern in patterns)
    raise UnknownNameError(
        Text(de=f"Ein Muster „{name}“ gibt es nicht.", en=f"there is no pattern '{name}'."),
        hint=Text(de=f"Es gibt: {ids}.", en=f"there are: {ids}."),
    )


def _names(pattern: Pattern) -> set[str]:
    """Every name by which a reader has seen the pattern: id, full name, the word of the tables."""
    short = PATTERNS.get(pattern.id, pattern.name)
    texts = (pattern.id, pattern.name.de, pattern.name.en, short.de, short.en)
    return {text.casefold() for text in texts}


def _in_full(pattern: Pattern, language: Language) -> str:
    german = language == "de"
    lines = [f"{pattern.name.in_language(language)} ({pattern.id})", ""]
    lines += wrapped(pattern.definition.in_language(language), WIDTH)
    lines += wrapped(pattern.why.in_language(language), WIDTH)
    lines += ["", *wrapped(f"{'Quelle' if german else 'Source'}: {pattern.source}", WIDTH)]
    if pattern.settings:
        lines += ["", f"{'Einstellungen' if german else 'Settings'} [detectors.{pattern.id}]"]
        lines += [f"{INDENT}{key} = {value}" for key, value in pattern.settings.items()]
    return "\n".join(lines) + "\n"
