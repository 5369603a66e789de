"""The candidates as one table that spreadsheets open without running anything in it."""

import csv
import io
from collections.abc import Mapping

from verwaltung_mining.outputs.notes import agreement_texts
from verwaltung_mining.outputs.place import place
from verwaltung_mining.release import Released, opened
from verwaltung_mining.release.document import AnalysisDocument, Benefit, Candidate
from verwaltung_mining.texts import Language

Cell = str | int | float | None

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A text that begins so is run as a formula by a spreadsheet (OWASP, CSV injection)."""
BYTE_ORDER_MARK = "\ufeff"
COLUMNS = (
    "rank", "id", "detector", "where", "activity", "source", "target", "activities", "org_units",
    "segment", "affected_cases", "affected_cases_per_year", "benefit_kind", "standalone",
    "fair_share", "cumulative", "low", "high", "pass_through", "pass_through_low",
    "pass_through_high", "typical_delay_days", "party", "bound", "confidence", "symptom_of",
    "waste", "category", "title", "observation", "questions", "experiment", "agreement",
)  # fmt: skip


def candidates_csv(
    released: Released[AnalysisDocument], language: Language, *, excel: bool = False
) -> bytes:
    """One row per candidate, in order of rank; keys in English, texts in `language`.

    Without `excel`: UTF-8, commas, decimal points. With it, as German Excel opens it by double
    click: byte order mark, semicolons, decimal commas. Amounts are case-days per year.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    document = opened(released)
    agreement = " | ".join(agreement_texts(document.privacy, language))
    for candidate in document.candidates:
        row = _row(candidate, language) | {"agreement": agreement}
        writer.writerow([_written(row.get(name), decimal_comma=excel) for name in COLUMNS])
    return ((BYTE_ORDER_MARK if excel else "") + text.getvalue()).encode()


def harmless(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run.

    >>> harmless("=HYPERLINK(1)"), harmless("Prüfung")
    ("'=HYPERLINK(1)", 'Prüfung')
    """
    return f"'{text}" if text.lstrip(" \n\ufeff\xa0").startswith(FORMULA_STARTS) else text


def _written(cell: Cell, *, decimal_comma: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    return str(cell).replace(".", ",") if decimal_comma else str(cell)


def _row(candidate: Candidate, language: Language) -> dict[str, Cell]:
    locus = candidate.locus
    questions = candidate.questions.de if language == "de" else candidate.questions.en
    return {
        "rank": candidate.rank,
        "id": candidate.id,
        "detector": candidate.detector,
        "where": place(locus, language, detector=candidate.detector),
        "activity": locus.activity,
        "source": locus.source,
        "target": locus.target,
        "activities": _joined(locus.activities),
        "org_units": _joined(locus.org_units),
        "segment": _joined(tuple(f"{s.attribute}={s.value}" for s in locus.segment or ())),
        "affected_cases": candidate.affected_cases,
        "affected_cases_per_year": candidate.affected_cases_per_year,
        **_benefit(candidate.benefit),
        "confidence": candidate.confidence,
        "symptom_of": candidate.symptom_of,
        "waste": candidate.waste,
        "category": candidate.category,
        "title": candidate.title.in_language(language),
        "observation": candidate.observation.in_language(language),
        "questions": " | ".join(questions),
        "experiment": candidate.experiment.in_language(language),
    }


def _benefit(benefit: Benefit | None) -> Mapping[str, Cell]:
    """The columns of the benefit; none where the finding saves no time of its own."""
    if benefit is None:
        return {}
    amounts = (
        "standalone", "fair_share", "cumulative", "low", "high", "pass_through",
        "pass_through_low", "pass_through_high", "typical_delay_days", "party", "bound",
    )  # fmt: skip
    return {"benefit_kind": benefit.kind, **{name: getattr(benefit, name) for name in amounts}}


def _joined(names: tuple[str, ...] | None) -> str | None:
    return " | ".join(names) if names else None
