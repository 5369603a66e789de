"""Where a candidate applies, in one line."""

from verwaltung_mining.outputs.columns import one_line
from verwaltung_mining.release.document import Locus
from verwaltung_mining.texts import Language, Text

ARROW = " → "
JOINTS = {"repeating_pattern": ARROW, "ping_pong": " ⇄ ", "parallelisable_steps": " ∥ "}
"""Detector id → what stands between its activities; a comma for all others."""
THROUGH = Text(de="über", en="via")
LINKS = {"overload": Text(de="auch", en="also")}
"""Detector id → how further activities belong to the first; a loop passes them."""


def place(locus: Locus, language: Language, *, detector: str = "", most: int | None = None) -> str:
    """Activities, then units, then the segment; `most` limits the other steps of a loop.

    >>> place(Locus(source="Eingang", target="Prüfung"), "de")
    'Eingang → Prüfung'
    """
    parts = [_steps(locus, language, detector, most)]
    if locus.org_units:
        parts.append(f"({', '.join(locus.org_units)})")
    if locus.segment:
        conditions = ", ".join(f"{part.attribute}: {part.value}" for part in locus.segment)
        parts.append(f"[{conditions}]")
    whole = " ".join(part for part in parts if part)
    return one_line(whole) or ("ganzer Ablauf" if language == "de" else "whole process")


def _steps(locus: Locus, language: Language, detector: str, most: int | None) -> str:
    others = ", ".join((locus.activities or ())[:most])
    if most is not None and len(locus.activities or ()) > most:
        others += ", …"
    if locus.source is not None or locus.target is not None:
        return f"{locus.source or '…'}{ARROW}{locus.target or '…'}"
    if locus.activity is not None:
        link = LINKS.get(detector, THROUGH).in_language(language)
        return f"{locus.activity} ({link} {others})" if others else locus.activity
    return JOINTS.get(detector, ", ").join(locus.activities or ())
