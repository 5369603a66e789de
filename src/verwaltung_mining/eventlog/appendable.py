"""Whether an export can be added to a log, and if not, why."""

from datetime import datetime

import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.errors import DataError, RefusedError
from verwaltung_mining.eventlog.blocks import first_monday_of
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.identity.case_keys import CaseKeys
from verwaltung_mining.texts import Text

_ANEW = Text(
    de="Lesen Sie alle Fälle aus einem Export neu ein.",
    en="import all cases anew from one export.",
)
_ONE_MAPPING = Text(
    de="Lesen Sie beide Exporte mit derselben Zuordnungsdatei ein (--mapping).",
    en="import both exports with the same mapping file (--mapping).",
)


def check_appendable(log: EventLog, keys: CaseKeys, newer: EventLog, newer_keys: CaseKeys) -> None:
    """Raise where a newer export does not continue a log.

    RefusedError where the keys differ; DataError where the zone or the attributes differ, where
    the export is not the newer one, or where it holds only the later part of a case.
    """
    if keys.check != newer_keys.check:
        raise RefusedError(
            Text(
                de="Das Protokoll wurde mit einem anderen Schlüssel eingelesen.",
                en="the log was imported with another key.",
            ),
            hint=Text(
                de="Nennen Sie die Schlüsseldatei, mit der das Protokoll entstand.",
                en="name the key file with which the log was made.",
            ),
        )
    _check_form(log, newer)
    _check_order(log, newer)
    _check_whole(log, keys, newer, newer_keys)


def _check_form(log: EventLog, newer: EventLog) -> None:
    if log.zone != newer.zone:
        raise DataError(
            Text(
                de=f"Das Protokoll hat die Zeitzone {log.zone}, der Export {newer.zone}.",
                en=f"the log has the time zone {log.zone}, the export {newer.zone}.",
            ),
            hint=Text(de="Nennen Sie sie mit --zone.", en="name it with --zone."),
        )
    one, two = ({(a.name, a.kind) for a in each.attribute_list} for each in (log, newer))
    if one != two:
        names = ", ".join(sorted({name for name, _ in one ^ two}))
        raise DataError(
            Text(
                de=f"Protokoll und Export haben nicht dieselben Merkmale: {names}.",
                en=f"log and export have not the same attributes: {names}.",
            ),
            hint=_ONE_MAPPING,
        )


def _check_order(log: EventLog, newer: EventLog) -> None:
    old, new = (each.events for each in (log, newer))
    if first_monday_of(new) < first_monday_of(old) or _last_stamp(new) < _last_stamp(old):
        raise DataError(
            Text(
                de="Der Export ist nicht der neuere: er beginnt oder endet vor dem Protokoll.",
                en="the export is not the newer one: it begins or ends before the log.",
            ),
            hint=Text(
                de="Lesen Sie zuerst den älteren ein und fügen Sie dann den neueren an.",
                en="import the older one first, then append the newer one.",
            ),
        )


def _check_whole(log: EventLog, keys: CaseKeys, newer: EventLog, newer_keys: CaseKeys) -> None:
    """A case that begins later and has fewer events than before has lost its beginning."""
    one, two = (each.events.each(_extents, columns=["case", "timestamp"]) for each in (log, newer))
    both = (
        same_cases(keys, newer_keys)
        .join(one, on="case")
        .join(two, left_on="newer", right_on="case")
    )
    cut = both.filter(
        (pl.col("first_right") > pl.col("first")) & (pl.col("events_right") < pl.col("events"))
    ).height
    if cut:
        raise DataError(
            Text(
                de=f"{cut} Fälle beginnen im Export später als im Protokoll: "
                "ihr Anfang würde verloren gehen.",
                en=f"{cut} cases begin later in the export than in the log: "
                "their beginning would be lost.",
            ),
            hint=Text(
                de="Leiten Sie fortgesetzte Fälle mit allen Ereignissen aus; Exporte, die je nur "
                "neue Ereignisse enthalten, legen Sie in einen Ordner und lesen ihn ein.",
                en="export continued cases with all of their events; exports that hold only new "
                "events each, put in one folder and import that.",
            ),
        )


def same_cases(keys: CaseKeys, newer_keys: CaseKeys) -> pl.DataFrame:
    """The cases of both logs: their number in the one (`case`) and in the newer one (`newer`)."""
    one, two = (each.hashes.alias("case_key").to_frame() for each in (keys, newer_keys))
    both = one.with_row_index("case").join(two.with_row_index("newer"), on="case_key")
    return both.select("case", "newer")


def _extents(events: pl.DataFrame) -> pl.DataFrame:
    """`case`, its `first` stamp and its number of `events`."""
    by_case = events.group_by("case", maintain_order=True)
    return by_case.agg(first=pl.col("timestamp").first(), events=pl.len())


def _last_stamp(events: Parts) -> datetime:
    last = events.each(_last_of_part, columns=["timestamp"])["timestamp"].max()
    if not isinstance(last, datetime):
        raise TypeError("a log has at least one event")
    return last


def _last_of_part(events: pl.DataFrame) -> pl.DataFrame:
    return events.select(pl.col("timestamp").max())
