"""What to say when a role has no column, or two."""

from difflib import get_close_matches
from typing import Literal

from verwaltung_mining.errors import AmbiguousError, ColumnMissingError
from verwaltung_mining.importers.columns.synonyms import Role
from verwaltung_mining.texts import Text

FLAGS: dict[Role, str] = {
    "case_id": "--case-id",
    "activity": "--activity",
    "timestamp": "--timestamp",
    "time_of_day": "[columns] time_of_day",
    "start": "--start",
    "person": "--resource",
    "org_unit": "--org-unit",
    "lifecycle": "[columns] lifecycle",
    "order": "[columns] order",
}
"""Role → how the user names its column: a flag, or a key of the mapping file."""
_ROLE_NAMES: dict[Role, Text] = {
    "case_id": Text(de="die Fallkennung (Aktenzeichen)", en="the case id"),
    "activity": Text(de="die Aktivität (Arbeitsschritt, Status)", en="the activity"),
    "timestamp": Text(de="den Zeitstempel", en="the timestamp"),
    "time_of_day": Text(de="die Uhrzeit zum Datum", en="the clock time of the date"),
}
SHOWN_COLUMNS = 40
"""Columns listed in a message."""


def unknown_column(
    name: str, role: Role | Literal["milestone"] | None, columns: list[str]
) -> ColumnMissingError:
    """The user named a column that is not there."""
    folded = {column.casefold(): column for column in columns}
    close = get_close_matches(name.casefold(), list(folded), n=1)
    meant = f"„{folded[close[0]]}“" if close else _listed(columns)
    meant_en = f"'{folded[close[0]]}'" if close else _listed(columns)
    flag = "[[milestones]]" if role == "milestone" else FLAGS[role] if role else "case_attributes"
    return ColumnMissingError(
        Text(
            de=f"Die Datei hat keine Spalte „{name}“ (angegeben mit {flag}).",
            en=f"the file has no column '{name}' (named with {flag}).",
        ),
        hint=Text(
            de=f"Meinten Sie {meant}?" if close else f"Vorhandene Spalten: {meant}.",
            en=f"did you mean {meant_en}?" if close else f"columns there: {meant_en}.",
        ),
    )


def missing_role(role: Role, columns: list[str], *, milestones: bool = False) -> ColumnMissingError:
    """No column plays a role that every log needs."""
    name = _ROLE_NAMES[role]
    layout = Text(de="", en="")
    if milestones:
        layout = Text(
            de=" Die Datei hat offenbar eine Zeile je Fall und eine Spalte je Meilenstein.",
            en=" The file seems to have one row per case and one column per milestone.",
        )
    return ColumnMissingError(
        Text(
            de=f"Keine Spalte ist als {name.de.split(' ', 1)[1]} erkennbar.{layout.de}",
            en=f"no column can be recognised as {name.en}.{layout.en}",
        ),
        hint=Text(
            de=f"Nennen Sie {name.de} mit {FLAGS[role]}. Vorhandene Spalten: {_listed(columns)}.",
            en=f"name it with {FLAGS[role]}. Columns there: {_listed(columns)}.",
        ),
    )


def ambiguous_role(role: Role, candidates: list[str]) -> AmbiguousError:
    """Several columns suit a role equally well."""
    name = _ROLE_NAMES[role]
    german = " und ".join(f"„{c}“" for c in candidates)
    english = " and ".join(f"'{c}'" for c in candidates)
    return AmbiguousError(
        Text(
            de=f"Die Spalten {german} kommen gleich gut für {name.de} in Frage.",
            en=f"the columns {english} suit {name.en} equally well.",
        ),
        hint=Text(
            de=f"Wählen Sie eine davon mit {FLAGS[role]}.",
            en=f"choose one of them with {FLAGS[role]}.",
        ),
    )


def _listed(columns: list[str]) -> str:
    shown = ", ".join(columns[:SHOWN_COLUMNS])
    return shown + (", …" if len(columns) > SHOWN_COLUMNS else "")
