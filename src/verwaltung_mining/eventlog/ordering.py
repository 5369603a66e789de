"""The order of a log: events inside their case, cases by what happened in them."""

import polars as pl

from verwaltung_mining.eventlog.case_values import CaseValues
from verwaltung_mining.identity.pseudonyms import case_local_pseudonyms


def ordered_events(coded: pl.DataFrame, attributes: CaseValues) -> tuple[pl.DataFrame, pl.Series]:
    """Events by case, timestamp and order, and the code of the reference of every case.

    `coded` are raw events with codes (`coding.CodeBook.coded`); `attributes` has
    the values as exported. Columns: `case` (from 0), `activity`, `org_unit`,
    `pseudonym`, `start`, `timestamp`, `time_precision`, `local_date`, `person` (as in `coded`).

    Cases are numbered by their first timestamp, then by the whole course of the case (stamps,
    activities, units, people, attributes), and by the file's order only where all of it is equal:
    neither the spelling of a case reference nor the order of the rows counts where stamps decide.
    Ties inside a case follow `order`, then the row.
    """
    cases = coded["case_id"].unique(maintain_order=True)
    events = coded.with_columns(case=_numbers(coded["case_id"], cases)).drop("case_id")
    events = events.sort("case", "timestamp", "order", maintain_order=True)
    events = events.with_columns(pseudonym=case_local_pseudonyms(events["case"], events["person"]))
    order = case_order(events, attributes.of(cases))
    return numbered_anew(events.drop("order"), order), cases.gather(order)


def numbered_anew(events: pl.DataFrame, order: pl.Series) -> pl.DataFrame:
    """Events by case, the cases numbered in this order of their codes."""
    new = pl.DataFrame({"case": order}).with_row_index("ordinal").sort("case")["ordinal"]
    return events.with_columns(case=new.gather(events["case"])).sort("case", maintain_order=True)


def _numbers(case_id: pl.Series, cases: pl.Series) -> pl.Series:
    """The place of each reference among `cases` (UInt32)."""
    places = cases.alias("id").to_frame().with_row_index("case")
    ids = case_id.alias("id").to_frame()
    return ids.join(places, on="id", how="left", maintain_order="left")["case"]


def case_order(events: pl.DataFrame, attributes: pl.DataFrame) -> pl.Series:
    """Codes of the cases in the order in which they are to be numbered.

    `events` has the columns of `ordered_events`; row i of `attributes` belongs to the case of
    code i, the values as exported.
    """
    firsts = events.group_by("case", maintain_order=True).agg(first=pl.col("timestamp").first())
    tied = firsts.filter(pl.col("first").is_duplicated())
    alone = firsts.filter(pl.col("first").is_unique()).with_columns(place=pl.lit(0, pl.UInt32))
    placed = pl.concat([alone, _placed(tied, events, attributes)])
    return placed.sort("first", "place")["case"]


def _placed(tied: pl.DataFrame, events: pl.DataFrame, attributes: pl.DataFrame) -> pl.DataFrame:
    """`case`, `first` and the `place` by the whole course, of cases that share their first stamp.

    Only their courses are put side by side: in most logs they are few, and they take memory.
    """
    course = ("timestamp", "activity", "start", "org_unit", "pseudonym", "time_precision")
    values = [attributes[name].alias(f"attribute:{name}") for name in attributes.columns]
    cases = (
        events.filter(pl.col("case").is_in(tied["case"].implode()))
        .group_by("case", maintain_order=True)
        .agg(pl.col("timestamp").first().alias("first"), *course)
        .with_columns(value.gather(tied["case"]) for value in values)
    )
    keys = ["first", *course, *(value.name for value in values), "case"]
    return cases.sort(keys).with_row_index("place").select("case", "first", "place")
