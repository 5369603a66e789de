"""Cases that two exports tell alike: nothing but duplicates."""

import polars as pl

from verwaltung_mining.engine import InProcess
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.eventlog.some_cases import SIDE, SomeCases, codes_of, spooled

COURSE = ("timestamp", "start", "activity", "org_unit")
"""What happens in a case, event by event."""


def unchanged(log: EventLog, newer: EventLog, same: pl.DataFrame, room: Room) -> int:
    """Cases of both logs in which the same happened at the same time.

    `same`: the number of a case in the one log (`case`) and in the other (`newer`).
    """
    numbered = same.with_row_index("number")
    sides = (
        SomeCases(log=log, numbers=numbered.select("case", "number").sort("case")),
        SomeCases(log=newer, numbers=numbered.select(case="newer", number="number").sort("case")),
    )
    rows = spooled(sides, codes_of(sides), room, key=pl.col("case").cast(pl.Int64))
    return sum(rows.parts(room, InProcess()).map(_alike, columns=["case", SIDE, *COURSE]))


def _alike(events: pl.DataFrame) -> int:
    courses = events.group_by("case", SIDE, maintain_order=True).agg(COURSE)
    one, two = (courses.filter(pl.col(SIDE) == side).drop(SIDE) for side in (0, 1))
    both = one.join(two, on="case", how="inner")
    alike = [pl.col(name).eq_missing(pl.col(f"{name}_right")) for name in COURSE]
    return both.filter(pl.all_horizontal(alike)).height
