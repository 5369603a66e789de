"""Some cases of several logs, under common numbers and codes, where there is room for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from verwaltung_mining.eventlog.case_parts import by_part
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.schema import EVENT_SCHEMA, EventLog
from verwaltung_mining.eventlog.spool import KEY, ROW, Spool, Spooled

SIDE = "side"
"""Column that says of which log an event is: 0 for the first, 1 for the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SomeCases:
    """Cases that are taken from a log."""

    log: EventLog
    numbers: pl.DataFrame
    """`case`, ascending, and the `number` that it gets (UInt32)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The labels of events, each in the place of its code."""

    activities: tuple[str, ...]
    org_units: tuple[str, ...]


def codes_of(sides: Sequence[SomeCases]) -> Codes:
    """Codes for the labels that occur in these cases, in their alphabetical order."""
    activities, org_units = set[str](), set[str]()
    for side in sides:
        used = side.log.events.one_by_one_with(_used, by_part(side.log, side.numbers))
        for activity, org_unit in used:
            activities.update(_labels(side.log.activities, activity))
            org_units.update(_labels(side.log.org_units, org_unit))
    return Codes(activities=tuple(sorted(activities)), org_units=tuple(sorted(org_units)))


def spooled(sides: Sequence[SomeCases], codes: Codes, room: Room, *, key: pl.Expr) -> Spooled:
    """Events of these cases, one log after the other, in parts by `key`, whole numbers.

    Columns as in EVENT_SCHEMA, with the new numbers of cases, and SIDE.
    """
    spool, rows = Spool(room), 0
    for number, side in enumerate(sides):
        task = partial(_recoded, _meant(side.log, codes))
        for events in side.log.events.one_by_one_with(task, by_part(side.log, side.numbers)):
            places = pl.int_range(rows, rows + events.height, dtype=pl.UInt64, eager=True)
            side_of = pl.lit(number, dtype=pl.UInt8).alias(SIDE)
            spool.add(events.with_columns(side_of, key.alias(KEY), places.alias(ROW)))
            rows += events.height
    return spool.spooled()


def _chosen(events: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """The events of the cases of `numbers`, with their new numbers."""
    kept = events.join(numbers, on="case", how="inner", maintain_order="left")
    return kept.with_columns(case="number").select(EVENT_SCHEMA.names())


def _used(events: pl.DataFrame, numbers: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """The codes of activities and units that occur in the cases of `numbers`."""
    chosen = _chosen(events, numbers)
    return chosen["activity"].unique(), chosen["org_unit"].unique()


def _labels(known: Sequence[str], codes: pl.Series) -> list[str]:
    return [known[code] for code in codes.drop_nulls()]


def _meant(log: EventLog, codes: Codes) -> dict[str, pl.Series]:
    """Column of labels → the common code of each code of a log, null where it is not used."""
    pairs = {
        "activity": (log.activities, codes.activities),
        "org_unit": (log.org_units, codes.org_units),
    }
    found = {}
    for name, (own, common) in pairs.items():
        places = {label: code for code, label in enumerate(common)}
        meant = [places.get(label) for label in own]
        found[name] = pl.Series(name, meant, dtype=EVENT_SCHEMA[name])
    return found


def _recoded(
    meant: dict[str, pl.Series], events: pl.DataFrame, numbers: pl.DataFrame
) -> pl.DataFrame:
    chosen = _chosen(events, numbers)
    return chosen.with_columns(codes.gather(chosen[name]) for name, codes in meant.items())
