"""Filters as a user writes them: `Verfahrensart=Neubau|Umbau`, `Eingang!=Post`."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from verwaltung_mining.errors import ColumnMissingError, DataError
from verwaltung_mining.eventlog.nameable import listed, nameable_values
from verwaltung_mining.eventlog.schema import Attribute, EventLog
from verwaltung_mining.texts import Text

_CONDITION = re.compile(r"(?P<attribute>[^=]*[^=!\s])\s*(?P<operator>!?=)(?P<values>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Cases whose attribute has one of the values, or none of them where `negated`."""

    attribute: str
    values: tuple[str, ...]
    negated: bool = False


def parse_condition(text: str) -> Condition:
    """A condition from `attribute=value`, `attribute!=value`, several values joined by `|`.

    >>> parse_condition("Verfahrensart = Neubau|Umbau")
    Condition(attribute='Verfahrensart', values=('Neubau', 'Umbau'), negated=False)

    Raises DataError where there is no attribute or no value.
    """
    match = _CONDITION.fullmatch(text.strip())
    values = [value.strip() for value in match["values"].split("|")] if match else []
    if not match or not all(values):
        raise DataError(
            Text(de=f"Filter „{text}“ ist unverständlich.", en=f"cannot read the filter '{text}'."),
            hint=Text(
                de="Schreiben Sie Attribut=Wert, Attribut!=Wert oder Attribut=Wert|Wert.",
                en="write attribute=value, attribute!=value or attribute=value|value.",
            ),
        )
    return Condition(
        attribute=match["attribute"].strip(),
        values=tuple(sorted(set(values))),
        negated=match["operator"] == "!=",
    )


def cases_where(log: EventLog, condition: Condition) -> pl.Series:
    """Per case whether it fulfils the condition; without a value a case fulfils `!=` only.

    Raises ColumnMissingError for an attribute that the log does not have, DataError for a value
    that no case has.
    """
    attribute = attribute_of(log, condition.attribute)
    values = log.attributes[attribute.name]
    wanted = _numbers(condition) if attribute.kind == "number" else list(condition.values)
    known = values if attribute.kind == "number" else values.cast(pl.String)
    missing = [value for value in wanted if not (known == value).any()]
    if missing:
        raise DataError(
            Text(
                de=f"Kein Fall hat in „{attribute.name}“ den Wert „{missing[0]}“.",
                en=f"no case has the value '{missing[0]}' in '{attribute.name}'.",
            ),
            hint=_other_values(str(missing[0]), nameable_values(log, attribute.name)),
        )
    found = known.is_in(wanted).fill_null(value=False)
    return ~found if condition.negated else found


def _other_values(wrong: str, values: tuple[str, ...]) -> Text:
    if not values:
        return Text(de="Prüfen Sie die Schreibweise.", en="check the spelling.")
    close = get_close_matches(wrong, values, n=1)
    return Text(
        de=(f"Meinen Sie „{close[0]}“? " if close else "") + f"Werte: {listed(values)}",
        en=(f"did you mean '{close[0]}'? " if close else "") + f"values: {listed(values)}",
    )


def attribute_of(log: EventLog, name: str) -> Attribute:
    """The attribute of a log with this name. Raises ColumnMissingError where there is none."""
    for attribute in log.attribute_list:
        if attribute.name == name:
            return attribute
    names = [attribute.name for attribute in log.attribute_list]
    close = get_close_matches(name, names, n=1) or [", ".join(names)]
    raise ColumnMissingError(
        Text(de=f"Kein Fallattribut heißt „{name}“.", en=f"no case attribute is called '{name}'."),
        hint=Text(
            de=f"Meinen Sie: {close[0]}?" if names else "Das Log hat keine Fallattribute.",
            en=f"did you mean: {close[0]}?" if names else "the log has no case attributes.",
        ),
    )


def _numbers(condition: Condition) -> list[float]:
    try:
        return [float(value.replace(",", ".")) for value in condition.values]
    except ValueError as error:
        raise DataError(
            Text(
                de=f"„{condition.attribute}“ enthält Zahlen, der Filter nennt keine.",
                en=f"'{condition.attribute}' holds numbers, the filter names none.",
            ),
            hint=Text(de="Nennen Sie eine Zahl.", en="name a number."),
        ) from error
