"""The closed choices of the document in words: patterns, labels of confidence, reasons."""

from collections.abc import Mapping

from verwaltung_mining.texts import Language, Text, count

PATTERNS: Mapping[str, Text] = {
    "return_loop": Text(de="Rückschleife", en="Return loop"),
    "self_loop": Text(de="Zerstückelung", en="Fragmented work"),
    "ping_pong": Text(de="Ping-Pong", en="Ping-pong"),
    "repeating_pattern": Text(de="Wiederholung", en="Repeated path"),
    "information_request": Text(de="Nachforderung", en="Request"),
    "slow_transition": Text(de="Langer Übergang", en="Slow transition"),
    "slow_step": Text(de="Langer Schritt", en="Slow step"),
    "unit_gap": Text(de="Unterschied", en="Unit gap"),
    "handover": Text(de="Übergabe", en="Handover"),
    "batch_release": Text(de="Stapel", en="Batch"),
    "overload": Text(de="Überlast", en="Overload"),
    "unavailability": Text(de="Nicht besetzt", en="Unavailable"),
    "overtaking": Text(de="Überholen", en="Overtaking"),
    "unexplained_wait": Text(de="Ungeklärt", en="Unexplained"),
    "extra_step": Text(de="Zusatzschritt", en="Extra step"),
    "approval_without_effect": Text(de="Mitzeichnung", en="Approval"),
    "late_knock_out": Text(de="Späte Ablehnung", en="Late knock-out"),
    "extreme_tail": Text(de="Ausläufer", en="Long tail"),
    "slowdown": Text(de="Verlangsamung", en="Slowdown"),
    "deadline_driver": Text(de="Fristrisiko", en="Deadline risk"),
    "parallelisable_steps": Text(de="Gleichzeitig", en="In parallel"),
}
"""Detector id → the short word of the tables, at most 15 letters."""

CONFIDENCE: Mapping[str, Text] = {
    "high": Text(de="hoch", en="high"),
    "medium": Text(de="mittel", en="medium"),
    "low": Text(de="niedrig", en="low"),
    "hint": Text(de="Hinweis", en="hint"),
}

SEVERITY: Mapping[str, Text] = {
    "info": Text(de="zur Kenntnis", en="info"),
    "warning": Text(de="Warnung", en="warning"),
    "critical": Text(de="wichtig", en="critical"),
}

PARTY: Mapping[str, Text] = {
    "authority": Text(de="bei der Behörde", en="with the authority"),
    "applicant": Text(de="bei den Antragstellenden", en="with the applicant"),
    "third": Text(de="bei Dritten", en="with third parties"),
    "decision_body": Text(de="beim entscheidenden Gremium", en="with the deciding body"),
    "unknown": Text(de="unbekannt", en="unknown"),
}

BOUND: Mapping[str, Text] = {
    "point": Text(de="Schätzwert", en="point estimate"),
    "lower": Text(de="Untergrenze", en="lower bound"),
    "upper": Text(de="Obergrenze", en="upper bound"),
}

SECONDARY_UNIT: Mapping[str, Text] = {
    "breaches_per_year": Text(de="Fristüberschreitungen je Jahr", en="missed deadlines a year"),
    "staff_hours_per_year": Text(de="Arbeitsstunden je Jahr", en="staff hours a year"),
}

EFFECT: Mapping[str, Text] = {
    "cliffs_delta": Text(de="Cliffs Delta", en="Cliff's delta"),
    "share_beyond_expected": Text(
        de="Anteil nach der Regel, über den zu erwartenden hinaus",
        en="share by the rule, beyond the expected one",
    ),
    "share_beyond_chance": Text(
        de="0: keine Reihenfolge, 1: immer der spätere zuerst",
        en="0: no order at all, 1: always the later one first",
    ),
}
"""What an effect size counts."""

HALVED: Mapping[str, Text] = {
    "period": Text(de="des Zeitraums", en="the period"),
    "since_rise": Text(de="der Zeit seit dem Anstieg", en="the time since the rise"),
}
"""What is halved to see whether a finding lasts."""

TIMING: Mapping[str, Text] = {
    "interval": Text(de="Beginn und Ende", en="start and end"),
    "completion_only": Text(de="nur Abschlusszeitpunkte", en="completions only"),
}

TIME_PRECISION: Mapping[str, Text] = {
    "second": Text(de="Sekunde", en="second"),
    "minute": Text(de="Minute", en="minute"),
    "day": Text(de="Tag", en="day"),
    "interval": Text(de="Zeitspanne", en="interval"),
    "mixed": Text(de="gemischt", en="mixed"),
}

ROLE: Mapping[str, Text] = {
    "case_id": Text(de="Fall", en="case"),
    "activity": Text(de="Aktivität", en="activity"),
    "timestamp": Text(de="Zeitpunkt", en="timestamp"),
    "start": Text(de="Beginn", en="start"),
    "person": Text(de="Person", en="person"),
    "org_unit": Text(de="Organisationseinheit", en="org unit"),
    "lifecycle": Text(de="Bearbeitungsstand", en="lifecycle"),
    "order": Text(de="Reihenfolge", en="order"),
    "milestone": Text(de="Meilenstein", en="milestone"),
    "attribute": Text(de="Merkmal", en="attribute"),
    "dropped": Text(de="verworfen", en="dropped"),
}

ATTRIBUTE_ROLE: Mapping[str, Text] = {
    "case_type": Text(de="Fallart", en="case type"),
    "channel": Text(de="Kanal", en="channel"),
    "outcome": Text(de="Ergebnis", en="outcome"),
    "unit": Text(de="Einheit", en="unit"),
    "deadline": Text(de="Frist", en="deadline"),
    "other": Text(de="Merkmal", en="attribute"),
}

SUPPRESSED: Mapping[str, Text] = {
    "steps_few_persons": Text(de="Schritte mit zu wenigen Personen", en="steps of too few persons"),
    "candidate_few_cases": Text(de="Vorschläge mit zu wenigen Fällen", en="candidates, few cases"),
    "candidate_few_peers": Text(
        de="Vorschläge mit zu wenigen Vergleichsfällen", en="candidates, few peers"),
    "candidate_step_few_persons": Text(
        de="Vorschläge zu Schritten weniger Personen", en="candidates on steps of few persons"),
    "candidate_segment_few_persons": Text(
        de="Vorschläge zu Gruppen weniger Personen", en="candidates on groups of few persons"),
    "candidate_segment_few_cases": Text(
        de="Vorschläge zu Gruppen weniger Fälle", en="candidates on groups of few cases"),
    "candidate_unit_not_agreed": Text(
        de="Vorschläge zu Einheiten ohne Vereinbarung", en="candidates on units, no agreement"),
    "candidate_symptom_of_withheld": Text(
        de="Begleiterscheinungen zurückgehaltener Vorschläge",
        en="symptoms of withheld candidates",
    ),
    "candidate_unit_named": Text(
        de="Vorschläge, die Einheiten nennen", en="candidates that name units"),
    "org_units_not_named": Text(
        de="Namen der Einheiten in Vorschlägen", en="names of units in candidates"),
    "strength_few_peers": Text(
        de="Stärken mit zu wenigen Vergleichsfällen", en="strengths, few peers"),
    "strength_unit_named": Text(
        de="Stärken, die Einheiten nennen", en="strengths that name units"),
    "strength_few_cases": Text(de="Stärken mit zu wenigen Fällen", en="strengths, few cases"),
    "strength_step_few_persons": Text(
        de="Stärken zu Schritten weniger Personen", en="strengths on steps of few persons"),
    "strength_segment_few_cases": Text(
        de="Stärken zu Gruppen weniger Fälle", en="strengths on groups of few cases"
    ),
    "strength_segment_few_persons": Text(
        de="Stärken zu Gruppen weniger Personen", en="strengths on groups of few persons"
    ),
    "strength_unit_not_agreed": Text(
        de="Stärken zu Einheiten ohne Vereinbarung", en="strengths on units, no agreement"
    ),
    "totals_few_cases": Text(de="Gesamtwerte aus zu wenigen Fällen", en="totals, few cases"),
}  # fmt: skip

STRATA: Mapping[str, Text] = {
    "activity": Text(de="Schritt", en="step"),
    "block": Text(de="Abschnitt von 13 Wochen", en="block of 13 weeks"),
    "org_unit": Text(de="Organisationseinheit", en="organisational unit"),
    "allowed_time": Text(de="Zeit bis zur Frist", en="time until the deadline"),
    "previous_step": Text(de="voriger Schritt", en="previous step"),
    "season": Text(de="Jahreszeit", en="season"),
    "weekday": Text(de="Wochentag", en="weekday"),
}
"""What comparable cases have in common, where it is no attribute of the export."""

QUARANTINED: Mapping[str, Text] = {
    "activity_missing": Text(de="ohne Aktivität", en="without an activity"),
    "case_missing": Text(de="ohne Fallkennung", en="without a case id"),
    "empty_row": Text(de="leer", en="empty"),
    "never_performed": Text(
        de="von Schritten, die nie ausgeführt wurden", en="of steps never performed"
    ),
    "no_milestone": Text(de="ohne ein einziges Datum", en="without a single date"),
    "replaced_by_newer_export": Text(
        de="durch einen neueren Export ersetzt", en="replaced by a newer export"
    ),
    "timestamp_day_month_swapped": Text(
        de="mit vertauschtem Tag und Monat", en="with day and month swapped"
    ),
    "timestamp_isolated": Text(
        de="mit einem Zeitpunkt weitab von allen anderen", en="with a stamp far from all others"
    ),
    "timestamp_missing": Text(de="ohne Zeitpunkt", en="without a stamp"),
    "timestamp_out_of_range": Text(de="mit unmöglichem Zeitpunkt", en="with an impossible stamp"),
    "timestamp_sentinel": Text(
        de="mit einem Platzhalter als Zeitpunkt", en="with a placeholder for a stamp"
    ),
    "timestamp_unreadable": Text(de="mit unlesbarem Zeitpunkt", en="with an unreadable stamp"),
    "too_few_fields": Text(de="mit zu wenigen Feldern", en="with too few fields"),
    "too_many_fields": Text(de="mit zu vielen Feldern", en="with too many fields"),
    "total_row": Text(de="Summenzeilen", en="rows of totals"),
    "unpaired_start": Text(de="begonnen ohne Abschluss", en="starts without a completion"),
}

MERGED: Mapping[str, Text] = {
    "start_of_event": Text(de="Beginn zum Abschluss gefügt", en="starts joined to completions"),
    "step_of_event": Text(de="Zwischenstände im Ereignis", en="states inside an event"),
}

LEFT_OUT: Mapping[str, Text] = {
    "open": Text(de="ohne bekannten Abschluss", en="without a known end"),
    "not_sampled": Text(de="nicht in der Stichprobe", en="not in the sample"),
    "before_from": Text(de="vor dem Zeitraum", en="before the period"),
    "after_to": Text(de="nach dem Zeitraum", en="after the period"),
}
"""A key without words is the attribute by which --where left the cases out."""


HINTS = Text(
    de="Hinweise und Begleiterscheinungen (für sich gerechnet, in keiner Summe enthalten)",
    en="Hints and symptoms (each on its own, part of no sum)",
)
"""Heading of the findings that are part of no sum."""

ONE: Mapping[str, Text] = {
    "start_of_event": Text(de="Beginn zum Abschluss gefügt", en="start joined to its completion"),
    "step_of_event": Text(de="Zwischenstand im Ereignis", en="state inside an event"),
    "never_performed": Text(
        de="von einem Schritt, der nie ausgeführt wurde", en="of a step never performed"
    ),
    "total_row": Text(de="Summenzeile", en="row of totals"),
    "unpaired_start": Text(de="begonnen ohne Abschluss", en="start without a completion"),
}
"""Reasons whose words differ where there is one only."""


def counted(number: int, words: Mapping[str, Text], code: str, language: Language) -> str:
    """A number of rows or cases with the words for their reason.

    >>> counted(1, QUARANTINED, "total_row", "de"), counted(2, QUARANTINED, "total_row", "de")
    ('1 Summenzeile', '2 Summenzeilen')
    """
    forms = ONE if number == 1 and code in ONE else words
    return f"{count(number, language)} {word(forms, code, language)}"


def plural(number: int, one: Text, many: Text, language: Language) -> str:
    """The number with the word that fits it.

    >>> plural(1, Text(de="Fall", en="case"), Text(de="Fälle", en="cases"), "de")
    '1 Fall'
    """
    return f"{count(number, language)} {(one if number == 1 else many).in_language(language)}"


def word(words: Mapping[str, Text], code: str, language: Language) -> str:
    """The words for a code; a code without words with spaces for its underscores.

    >>> word(CONFIDENCE, "high", "de"), word(CONFIDENCE, "not_known_yet", "de")
    ('hoch', 'not known yet')
    """
    known = words.get(code)
    return known.in_language(language) if known is not None else code.replace("_", " ")
