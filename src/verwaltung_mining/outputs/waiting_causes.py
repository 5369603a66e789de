"""Why cases wait before steps: one sentence, and a table by transition."""

from collections.abc import Mapping

from verwaltung_mining.outputs.words import word
from verwaltung_mining.release.document import AnalysisDocument, CauseShares, UnitSample, WaitingRow
from verwaltung_mining.texts import Language, Text, count, number, percent

SHOWN = 8
"""Transitions in the summary, most waiting first; analysis.json has them all."""

CAUSES: Mapping[str, Text] = {
    "batching": Text(de="gesammelt", en="batched"),
    "contention": Text(de="Älteres in Arbeit", en="older work first"),
    "prioritisation": Text(de="Jüngeres in Arbeit", en="newer work first"),
    "unavailability": Text(de="außerhalb der Zeiten", en="outside hours"),
    "extraneous": Text(de="nicht erkennbar", en="not visible"),
}
"""Cause → a heading for a table."""

IN_WORDS: Mapping[str, Text] = {
    "batching": Text(de="bis genug Fälle beisammen sind", en="until enough cases have come"),
    "contention": Text(
        de="während die Einheit an Älterem arbeitet", en="while the unit works on what came before"
    ),
    "prioritisation": Text(
        de="während die Einheit an Jüngerem arbeitet", en="while the unit works on what came later"
    ),
    "unavailability": Text(
        de="außerhalb der Zeiten, in denen gearbeitet wird",
        en="outside the hours in which work is done",
    ),
    "extraneous": Text(de="ohne Grund, der im Protokoll steht", en="for no reason the log shows"),
}


LEAST_TOLD = 0.005
"""Causes whose share would be rounded to 0 % are not told in the sentence."""


def waiting_text(document: AnalysisDocument, language: Language) -> str | None:
    """All transitions together, the largest cause first; None where there is nothing to tell."""
    total = document.waiting_causes.total
    if total is None or total.shares is None:
        return None
    shares = _by_size(total.shares)
    parts = [
        f"{percent(share, language, digits=0)} {word(IN_WORDS, cause, language)}"
        for cause, share in shares
        if share >= LEAST_TOLD
    ]
    head = "Warum Fälle vor Schritten warten" if language == "de" else "Why cases wait before steps"
    return f"{head}{_at_units(document.waiting_causes.units, language)}: {'; '.join(parts)}."


def _at_units(units: UnitSample | None, language: Language) -> str:
    """Whose work is looked at; nothing where it is that of all units."""
    if units is None:
        return ""
    drawn, every = count(units.looked_at, language), count(units.all_units, language)
    if language == "de":
        return f" (an {drawn} zufällig gezogenen von {every} Organisationseinheiten)"
    return f" (at {drawn} units drawn at random out of {every})"


def waiting_title(document: AnalysisDocument, language: Language) -> str:
    """What the table is headed by: with the units, where it is not about all of them."""
    title = "Warum Fälle warten" if language == "de" else "Why cases wait"
    return f"{title}{_at_units(document.waiting_causes.units, language)}"


def efficiency_text(document: AnalysisDocument, language: Language) -> str | None:
    """Cycle time efficiency, and what it would be without the largest cause."""
    total = document.waiting_causes.total
    if total is None or total.shares is None or total.cte is None or total.cte_without is None:
        return None
    cause, _ = _by_size(total.shares)[0]
    now, then = (percent(v, language) for v in (total.cte, getattr(total.cte_without, cause)))
    named = word(IN_WORDS, cause, language)
    if language == "de":
        return (
            f"Bearbeitet wird in {now} der Zeit aus Warten und Bearbeiten; "
            f"ohne das Warten, {named}, wären es {then}."
        )
    return (
        f"Work is done in {now} of the time of waiting and work; "
        f"without the wait {named} it would be {then}."
    )


def reading_text(language: Language) -> str:
    """What the table can and cannot tell."""
    if language == "de":
        return (
            "Wartezeit in Falltagen von der letzten Erledigung davor bis zum Beginn des Schritts. "
            "In einer Einheit arbeiten mehrere nebeneinander: Dass sie an anderem arbeitet, heißt "
            "nicht, dass niemand frei war. Warten auf Antragstellende ist nicht dabei."
        )
    return (
        "Waiting in case-days from the last completion before to the start of the step. In a unit "
        "several people work side by side: that it works on something else does not mean that "
        "nobody was free. Waiting for applicants is not included."
    )


def waiting_table(document: AnalysisDocument, language: Language) -> list[list[str]]:
    """Header, the transitions with the most waiting, and the sum of all shown in the result."""
    german = language == "de"
    part = document.waiting_causes
    rows = [row for row in part.transitions if row.shares is not None][:SHOWN]
    if part.total is None or not rows:
        return []
    names = [word(CAUSES, cause, language) for cause in CAUSES]
    head = (
        ["Von", "Nach", "Fälle", "Falltage im Zeitraum"]
        if german
        else ["From", "To", "Cases", "Case-days in the period"]
    )
    sum_ = f"{'alle' if german else 'all'} {count(len(part.transitions), language)}"
    return [
        [*head, *names],
        *(_cells(row, row.source or "", row.target or "", language) for row in rows),
        _cells(part.total, sum_, "", language),
    ]


def not_told(document: AnalysisDocument, language: Language) -> str | None:
    """Why there is no such table; None where there is one."""
    skipped = document.waiting_causes.skipped
    if skipped is None:
        return None
    head = (
        "Gründe des Wartens nicht bestimmbar" if language == "de" else "Causes of waiting unknown"
    )
    return f"{head}: {skipped.in_language(language)}."


def _cells(row: WaitingRow, source: str, target: str, language: Language) -> list[str]:
    shares = row.shares
    parts = [
        "–" if shares is None else percent(getattr(shares, cause), language, digits=0)
        for cause in CAUSES
    ]
    cases = "" if row.cases is None else count(row.cases, language)
    return [source, target, cases, number(row.wait_days, language), *parts]


def _by_size(shares: CauseShares) -> list[tuple[str, float]]:
    named = [(cause, getattr(shares, cause)) for cause in CAUSES]
    return sorted(named, key=lambda pair: -pair[1])
