"""What the codes of a log stand for: activities, units, and whether people are named at all."""

from dataclasses import dataclass

import polars as pl

from verwaltung_mining.errors import DataError, FileUnreadableError
from verwaltung_mining.eventlog.activity_labels import readable_labels
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.raw_facts import RawFacts
from verwaltung_mining.identity.roles import names_roles
from verwaltung_mining.texts import Text

MOST_LABELS = 65_535
"""Labels that a code (UInt16) can tell apart."""
_ACTIVITIES = Text(de="die Aktivität", en="the activity")
_ORG_UNITS = Text(de="die Organisationseinheit", en="the organisational unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBook:
    """Labels by code."""

    labels: dict[str, str]
    """Activity as exported → its label."""
    activities: tuple[str, ...]
    org_units: tuple[str, ...]
    resource_is_role: bool
    """Whether the resource column names roles, so that nobody is known."""

    def coded(self, events: pl.DataFrame) -> pl.DataFrame:
        """Raw events with codes for activity and unit, and nobody where roles stand."""
        people = pl.lit(None) if self.resource_is_role else pl.col("person").to_physical()
        return events.with_columns(
            activity=codes(events["activity"].replace(self.labels), self.activities),
            org_unit=codes(events["org_unit"], self.org_units),
            person=people.cast(pl.UInt32),
        )


def code_book(raw: RawLog, facts: RawFacts) -> CodeBook:
    """The labels of an export. Raises FileUnreadableError where there is no event."""
    _check_filled(raw, facts)
    exported = facts.labels["activity"]
    labels = readable_labels(exported, raw.activity_names)
    return CodeBook(
        labels=labels,
        activities=_distinct(exported.replace(labels), what=_ACTIVITIES),
        org_units=_distinct(facts.labels["org_unit"], what=_ORG_UNITS),
        resource_is_role=bool(raw.quality_counts.get("resource_is_role"))
        or names_roles(facts.labels["person"]),
    )


def codes(labels: pl.Series, known: tuple[str, ...]) -> pl.Series:
    """The code of each label (UInt16), null where the label is null."""
    return labels.cast(pl.Enum(known)).to_physical().cast(pl.UInt16)


def _distinct(labels: pl.Series, *, what: Text) -> tuple[str, ...]:
    """The distinct labels, sorted; the code of a label is its place."""
    distinct = labels.drop_nulls().unique().sort()
    if distinct.len() > MOST_LABELS:
        raise DataError(
            Text(
                de=f"Die Spalte für {what.de} hat mehr als {MOST_LABELS} verschiedene Werte.",
                en=f"the column for {what.en} has more than {MOST_LABELS} different values.",
            ),
            hint=Text(
                de="Das ist wohl Freitext oder eine Nummer; wählen Sie eine andere Spalte.",
                en="it is probably free text or a number; choose another column.",
            ),
        )
    return tuple(distinct.to_list())


def _check_filled(raw: RawLog, facts: RawFacts) -> None:
    if not facts.events:
        raise FileUnreadableError(
            Text(
                de=f"{raw.name} enthält kein verwertbares Ereignis.",
                en=f"{raw.name} holds no usable event.",
            ),
            hint=Text(
                de="Prüfen Sie, warum Zeilen ausgesondert und welche Spalten gewählt wurden.",
                en="check why rows were set aside and which columns were chosen.",
            ),
        )
    for column, events in facts.missing.items():
        if events:
            raise ValueError(f"an importer handed over rows without {column}")
