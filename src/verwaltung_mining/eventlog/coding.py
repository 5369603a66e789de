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
    activity_codes: pl.Series
    """Code of an activity in the raw log → its code (UInt16)."""
    unit_codes: pl.Series
    """The same of organisational units."""
    activities: tuple[str, ...]
    org_units: tuple[str, ...]
    resource_is_role: bool
    """Whether the resource column names roles, so that nobody is known."""

    def coded(self, events: pl.DataFrame) -> pl.DataFrame:
        """Raw events with codes for activity and unit, and nobody where roles stand."""
        people = pl.lit(None, pl.UInt32) if self.resource_is_role else pl.col("person")
        return events.with_columns(
            activity=self.activity_codes.gather(events["activity"]),
            org_unit=self.unit_codes.gather(events["org_unit"]),
            person=people,
        )


def code_book(raw: RawLog, facts: RawFacts) -> CodeBook:
    """The labels of an export. Raises FileUnreadableError where there is no event."""
    _check_filled(raw, facts)
    exported, units = (_used(raw, facts, name) for name in ("activity", "org_unit"))
    labels = readable_labels(exported, raw.activity_names)
    activities = _distinct(exported.replace(labels), what=_ACTIVITIES)
    org_units = _distinct(units, what=_ORG_UNITS)
    return CodeBook(
        labels=labels,
        activity_codes=_places(raw.labels["activity"].replace(labels), activities),
        unit_codes=_places(raw.labels["org_unit"], org_units),
        activities=activities,
        org_units=org_units,
        resource_is_role=bool(raw.quality_counts.get("resource_is_role"))
        or names_roles(persons_named(raw, facts)),
    )


def persons_named(raw: RawLog, facts: RawFacts) -> pl.Series:
    """The persons of a raw log by name (String), each once."""
    return _used(raw, facts, "person")


def codes(labels: pl.Series, known: tuple[str, ...]) -> pl.Series:
    """The code of each label (UInt16), null where the label is null."""
    return labels.cast(pl.Enum(known)).to_physical().cast(pl.UInt16)


def _used(raw: RawLog, facts: RawFacts, name: str) -> pl.Series:
    """The labels that events have, each once; null among them where it occurs."""
    return raw.labels[name].gather(facts.labels[name])


def _places(labels: pl.Series, known: tuple[str, ...]) -> pl.Series:
    """The place of each label among those known (UInt16), null where no event has it."""
    places = {label: place for place, label in enumerate(known)}
    return labels.replace_strict(places, default=None, return_dtype=pl.UInt16)


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
