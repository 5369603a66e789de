"""What systems call the attributes of a case, and what they call people."""

from verwaltung_mining.eventlog.schema import AttributeRole
from verwaltung_mining.importers.columns.headers import CONTAINED, best_match
from verwaltung_mining.importers.columns.synonyms import PERSONAL_HEADERS, SYNONYMS, listed

ROLE_HEADERS: dict[AttributeRole, tuple[str, ...]] = {
    "case_type": listed("""
        Verfahrensart, Vorgangsart, Antragsart, Leistung, Leistungsart, Fallart, Dienstleistung,
        Vorgangstyp, Verfahrenstyp, Antragstyp, Produkt, Falltyp, Case type, Request type,
        Procedure, Service name, caseProcedure, Category
    """),
    "channel": listed("""
        Eingangskanal, Antragsweg, Kanal, Eingangsart, Eingangsweg, Zugangskanal, Channel, Intake
        channel, Source channel
    """),
    "outcome": listed("""
        Ergebnis, Erledigungsart, Entscheidung, Verfahrensausgang, Ausgang, Stand, Endstatus,
        Outcome, Result, Resolution, Decision, Case status, caseStatus, Final status,
        Last phase, Letzte Phase, Letzter Status
    """),
    "deadline": listed("""
        Frist, Fristende, Frist bis, Fällig am, Fälligkeit, Wiedervorlage, Termin, Due, Due date,
        Deadline, Planned, Enddate planned, Expected, Target date
    """),
    "unit": SYNONYMS["org_unit"],
}
"""Role of a case attribute → headers that name it; a deadline must also hold dates."""
OTHER_HEADERS = listed("""
    Priorität, Bezirk, Ortsteil, Stadtteil, Gemeinde, AGS, Gebühr, Gebühren, Betrag, Baukosten,
    Kosten, District, Priority, Amount, Cost, Fee
""")
"""Headers of attributes without a role of their own."""
PERSON_HEADERS = (*SYNONYMS["person"], *PERSONAL_HEADERS)


def attribute_role(name: str) -> AttributeRole:
    """The role that a header suggests; ties go to the earlier role.

    >>> attribute_role("Eingangskanal"), attribute_role("Farbe")
    ('channel', 'other')
    """
    scores = {role: best_match(name, headers) for role, headers in ROLE_HEADERS.items()}
    best = max(scores, key=lambda role: scores[role])
    return best if scores[best] >= CONTAINED else "other"
