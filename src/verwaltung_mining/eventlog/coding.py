"""Raw rows as coded, ordered events that still carry their persons; for `canonical` only."""

from dataclasses import dataclass, replace

import polars as pl

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.eventlog.activity_labels import readable_labels
from verwaltung_mining.eventlog.ordering import dictionary, ordered_events
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.identity.roles import names_roles
from verwaltung_mining.texts import Text

_ACTIVITIES = Text(de="die Aktivität", en="the activity")
_ORG_UNITS = Text(de="die Organisationseinheit", en="the organisational unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedRows:
    """Events in their final order with persons, and what the codes stand for."""

    events: pl.DataFrame
    """Columns as in `ordering.ordered_events`; `person` as exported, null where roles stand."""
    references: pl.Series
    """Case code → case reference of the export."""
    labels: dict[str, str]
    """Activity as exported → its label."""
    activities: tuple[str, ...]
    org_units: tuple[str, ...]
    resource_is_role: bool


def code_rows(raw: RawLog) -> CodedRows:
    """Coded rows of an export. Raises FileUnreadableError where there is no event."""
    _check_filled(raw)
    labels = readable_labels(raw.events["activity"], raw.activity_names)
    activity = raw.events["activity"].replace(labels)
    named = replace(raw, events=raw.events.with_columns(activity))
    activities = dictionary(activity, what=_ACTIVITIES)
    org_units = dictionary(raw.events["org_unit"], what=_ORG_UNITS)
    roles = bool(raw.quality_counts.get("resource_is_role")) or names_roles(raw.events["person"])
    people = raw.events["person"]
    nobody = pl.repeat(None, people.len(), dtype=people.dtype, eager=True)
    events, references = ordered_events(
        named,
        activities=activities,
        org_units=org_units,
        persons=nobody if roles else people,
    )
    return CodedRows(
        events=events,
        references=references,
        labels=labels,
        activities=activities,
        org_units=org_units,
        resource_is_role=roles,
    )


def _check_filled(raw: RawLog) -> None:
    if raw.events.is_empty():
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
    for column in ("case_id", "activity", "timestamp"):
        if raw.events[column].null_count():
            raise ValueError(f"an importer handed over rows without {column}")
