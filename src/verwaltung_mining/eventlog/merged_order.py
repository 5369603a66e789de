"""Cases of several logs in the order in which one import would have numbered them."""

import polars as pl

from verwaltung_mining.engine import InProcess, Parts
from verwaltung_mining.eventlog.case_values import rows_of
from verwaltung_mining.eventlog.ordering import case_order, numbered_anew
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.schema import EVENT_SCHEMA
from verwaltung_mining.eventlog.shelf import put_down, shelf_for
from verwaltung_mining.eventlog.some_cases import Codes, SomeCases, spooled

FIRST_STAMP = pl.col("timestamp").first().over("case").dt.epoch("us")
"""What parts are ranges of: within a part the order of cases is known."""


def in_merged_order(
    sides: tuple[SomeCases, ...], codes: Codes, attributes: pl.DataFrame, room: Room
) -> tuple[Parts, pl.Series]:
    """The events of these cases as those of one log, and the number that each case had before.

    Row i of `attributes` belongs to the case of number i, the values as exported.
    """
    parts = spooled(sides, codes, room, key=FIRST_STAMP).parts(room, InProcess())
    shelf = shelf_for(parts, room)
    tables, orders, before = [], [], 0
    for part in parts.frames(columns=EVENT_SCHEMA.names()):
        events, order = _ordered(part, attributes)
        tables.append(put_down(_in_schema(events, before), shelf))
        orders.append(order)
        before += order.len()
    found = Parts(tables=tuple(tables), executor=InProcess(), kept_by=shelf)
    return found, pl.concat(orders)


def _ordered(part: pl.DataFrame, attributes: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """The events of some cases numbered from 0, and the number that each case had before."""
    cases = part["case"].unique(maintain_order=True)
    events = part.with_columns(case=pl.col("case").rle_id())
    order = case_order(events.rename({"person": "pseudonym"}), rows_of(attributes, cases))
    return numbered_anew(events, order), cases.gather(order)


def _in_schema(events: pl.DataFrame, cases_before: int) -> pl.DataFrame:
    typed = events.with_columns(pl.col("case") + cases_before).cast(EVENT_SCHEMA)
    return typed.with_columns(pl.col("case").set_sorted())
