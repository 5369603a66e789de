"""What all counted candidates save together, and how to read the amounts of their table."""

from collections.abc import Sequence

from verwaltung_mining.outputs.amounts import amounts_of
from verwaltung_mining.release.document import AnalysisDocument, Candidate
from verwaltung_mining.texts import Language


def together_text(
    counted: Sequence[Candidate], document: AnalysisDocument, language: Language
) -> str:
    """The union at the end of the list, what a case-day is, the brackets and the order."""
    amounts = amounts_of(document, language)
    whole = max(c.benefit.cumulative or 0.0 for c in counted if c.benefit is not None)
    if language == "de":
        return (
            f"Zusammen {amounts.amount(whole)} {amounts.unit}, Überschneidungen einmal gezählt. "
            "Ein Falltag ist ein Kalendertag, um den ein Fall kürzer dauert. In Klammern der "
            "Bereich, in dem die Ersparnis mit 95 % Sicherheit liegt. "
            "Geordnet nach dem unteren Wert der Klammer."
        )
    return (
        f"Together {amounts.amount(whole)} {amounts.unit}, overlaps counted once. "
        "A case-day is one calendar day by which one case gets shorter. In brackets the range "
        "that holds the saving with 95% certainty. Ordered by the lower end in brackets."
    )
