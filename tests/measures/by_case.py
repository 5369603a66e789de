"""Plain Python views of an events frame, for the naive loops that measures are checked against."""

from datetime import datetime
from typing import Any, NamedTuple

import polars as pl


class Event(NamedTuple):
    """One row of EVENT_SCHEMA with its place in the frame."""

    row: int
    case: int
    activity: int
    org_unit: int | None
    person: int | None
    start: datetime | None
    timestamp: datetime


def cases_of(events: pl.DataFrame) -> dict[int, list[Event]]:
    """Case → its events, in order."""
    columns = [field for field in Event._fields if field != "row"]
    cases: dict[int, list[Event]] = {}
    for row, values in enumerate(events.select(columns).iter_rows()):
        event = Event(row, *values)
        cases.setdefault(event.case, []).append(event)
    return cases


def pairs_of(events: pl.DataFrame) -> list[tuple[Event | None, Event]]:
    """Each event with the previous one of its case (None for the first), in the frame's order."""
    return [
        (case[place - 1] if place else None, event)
        for case in cases_of(events).values()
        for place, event in enumerate(case)
    ]


def column(measured: pl.LazyFrame, name: str) -> list[Any]:
    """The values of one column."""
    return measured.collect()[name].to_list()
