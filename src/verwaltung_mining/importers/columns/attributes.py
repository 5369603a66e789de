"""Which columns become case attributes: few values or numbers, and nothing about a person."""

from dataclasses import dataclass

import polars as pl

from verwaltung_mining.eventlog.schema import Attribute, AttributeKind, AttributeRole
from verwaltung_mining.identity.names import find_names
from verwaltung_mining.importers.columns.attribute_names import (
    OTHER_HEADERS,
    PERSON_HEADERS,
    attribute_role,
)
from verwaltung_mining.importers.columns.attribute_values import (
    attribute_values as attribute_values,
)
from verwaltung_mining.importers.columns.attribute_values import filled
from verwaltung_mining.importers.columns.headers import CONTAINED, FUZZY, best_match
from verwaltung_mining.importers.columns.numbers import parse_numbers
from verwaltung_mining.importers.columns.synonyms import FREE_TEXT_HEADERS
from verwaltung_mining.importers.stamps.stamp_text import date_share
from verwaltung_mining.provenance import ColumnDecision

FEW_VALUES = 50
"""Distinct values up to which a column may be a category."""
CATEGORY_SHARE = 0.2
"""Distinct values per filled case above which a category is taken for an identifier or text."""
CODE_VALUES = 20
"""Numbers with at most this many distinct values are codes and stay a category."""
IDENTIFIER_SHARE = 0.9
"""Distinct whole numbers per filled case from which they number something."""
IDENTIFIER_CASES = 20
"""Cases needed before numbers may be taken for an identifier by their content."""
PERSON_SHARE = 0.5
"""Share of distinct values that are resources, or look like names, from which they are persons."""
DATE_SHARE = 0.9
LONG_TEXT = 80
"""Mean characters above which values are free text."""
NAME_LIKE = (
    r"^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?, ?\p{Lu}[\p{Ll}.]+(?:[ -]\p{Lu}[\p{Ll}.]*)?$"
    r"|^(?:Herr|Frau|Hr\.|Fr\.) |@\w+\.\w+"
)
"""Surname and first name, an address by title, an e-mail address; a list of things has more."""
PLACEHOLDER = r"^(?i:value|wert) \d+$"
"""What anonymised logs write in every column: equal to a resource by chance only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    kind: AttributeKind | None
    role: AttributeRole
    reason: str


def guess_attributes(
    frame: pl.DataFrame,
    persons: pl.Series | None,
    *,
    allowed: tuple[str, ...] | None = None,
) -> tuple[tuple[Attribute, ...], tuple[ColumnDecision, ...]]:
    """The columns that may be analysed as case attributes, and why each was kept or dropped.

    `frame`: one row per case, `case_id` and the candidate columns as String. `persons`: the
    resource column, to recognise persons by their values. `allowed` replaces the guess, except
    that persons stay out.

    >>> frame = pl.DataFrame({"case_id": ["1", "2", "3"], "Antragsart": ["neu", "neu", "alt"]})
    >>> guess_attributes(frame, None)[0]
    (Attribute(name='Antragsart', kind='category', role='case_type'),)
    """
    known = None if persons is None else persons.drop_nulls().unique().cast(pl.String)
    attributes, decisions = [], []
    for number, name in enumerate(frame.columns):
        if name == "case_id":
            continue
        if find_names([name]):
            masked = ColumnDecision(
                column=f"attribute {number}", role="dropped", reason="its header names a person"
            )
            decisions.append(masked)
            continue
        verdict = _verdict(name, frame[name], known, allowed)
        if verdict.kind is not None:
            attributes.append(Attribute(name=name, kind=verdict.kind, role=verdict.role))
        role = "attribute" if verdict.kind is not None else "dropped"
        decisions.append(ColumnDecision(column=name, role=role, reason=verdict.reason))
    return tuple(attributes), tuple(decisions)


def _verdict(
    name: str, column: pl.Series, persons: pl.Series | None, allowed: tuple[str, ...] | None
) -> _Verdict:
    values = filled(column).drop_nulls()
    distinct = values.unique()
    role = attribute_role(name)
    about_person = _person_reason(name, distinct, persons, role)
    if about_person is not None:
        return _Verdict(kind=None, role=role, reason=about_person)
    if allowed is not None:
        if name not in allowed:
            return _Verdict(kind=None, role=role, reason="not on the allow-list")
        return _named(role, values)
    return _guessed(name, role, values, distinct)


def _named(role: AttributeRole, values: pl.Series) -> _Verdict:
    if role == "deadline" and date_share(values) < DATE_SHARE:
        role = "other"
    many = values.n_unique() > CODE_VALUES and parse_numbers(values) is not None
    kind: AttributeKind = "number" if many or role == "deadline" else "category"
    return _Verdict(kind=kind, role=role, reason="on the allow-list")


def _guessed(name: str, role: AttributeRole, values: pl.Series, distinct: pl.Series) -> _Verdict:
    count = len(distinct)
    if count == 0:
        return _Verdict(kind=None, role=role, reason="empty")
    if best_match(name, FREE_TEXT_HEADERS) >= FUZZY:
        return _Verdict(kind=None, role=role, reason="free text by its header")
    if date_share(distinct) >= DATE_SHARE:
        if role == "deadline":
            return _Verdict(kind="number", role=role, reason="dates under a deadline header")
        return _Verdict(kind=None, role=role, reason="a date that is no deadline")
    if role == "deadline":
        role = "other"
    if count == 1:
        return _Verdict(kind=None, role=role, reason="only one value")
    if count > CODE_VALUES and (numbers := parse_numbers(distinct)) is not None:
        if _numbers_identify(numbers, len(values)):
            return _Verdict(kind=None, role=role, reason="numbers that identify the case")
        return _Verdict(kind="number", role=role, reason=f"numbers, {count} distinct")
    return _category(name, role, values, count)


def _category(name: str, role: AttributeRole, values: pl.Series, count: int) -> _Verdict:
    mean_length = values.str.len_chars().mean()
    if isinstance(mean_length, float) and mean_length > LONG_TEXT:
        return _Verdict(kind=None, role=role, reason="long text")
    known = role != "other" or best_match(name, OTHER_HEADERS) >= CONTAINED
    if count > FEW_VALUES:
        return _Verdict(kind=None, role=role, reason=f"more than {FEW_VALUES} distinct values")
    if not known and count > max(2, CATEGORY_SHARE * len(values)):
        return _Verdict(kind=None, role=role, reason="nearly as many values as cases")
    return _Verdict(kind="category", role=role, reason=f"constant within the case, {count} values")


def _person_reason(
    name: str, distinct: pl.Series, persons: pl.Series | None, role: AttributeRole
) -> str | None:
    if role == "other" and best_match(name, PERSON_HEADERS) >= CONTAINED:
        return "a person by its header"
    if distinct.is_empty():
        return None
    if persons is not None and len(persons):
        telling = distinct.filter(~distinct.str.contains(PLACEHOLDER))
        shared = telling.is_in(persons.implode()).mean()
        if isinstance(shared, float) and shared >= PERSON_SHARE:
            return "its values are those of the resource column"
    named = distinct.str.contains(NAME_LIKE).mean()
    if isinstance(named, float) and named >= PERSON_SHARE:
        return "its values look like names of people"
    return None


def _numbers_identify(numbers: pl.Series, cases: int) -> bool:
    if cases < IDENTIFIER_CASES or len(numbers) < IDENTIFIER_SHARE * cases:
        return False
    whole = numbers.drop_nulls()
    if (whole % 1 != 0).any():
        return False
    lengths = whole.abs().cast(pl.Int64).cast(pl.String).str.len_bytes()
    return lengths.n_unique() <= 2
