"""The order of a log: events inside their case, cases by what happened in them."""

import polars as pl

from verwaltung_mining.errors import DataError
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.identity.pseudonyms import case_local_pseudonyms
from verwaltung_mining.texts import Text

MOST_LABELS = 65_535
"""Labels that a code (UInt16) can tell apart."""


def dictionary(labels: pl.Series, *, what: Text) -> tuple[str, ...]:
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


def codes(labels: pl.Series, known: tuple[str, ...]) -> pl.Series:
    """The code of each label (UInt16), null where the label is null."""
    return labels.cast(pl.Enum(known)).to_physical().cast(pl.UInt16)


def ordered_events(
    raw: RawLog, *, activities: tuple[str, ...], org_units: tuple[str, ...], persons: pl.Series
) -> tuple[pl.DataFrame, pl.Series]:
    """Events by case, timestamp and order, and the case reference of every case code.

    Columns: `case` (code), `activity`, `org_unit`, `pseudonym`, `start`, `timestamp`,
    `time_precision`, `local_date`, `person` (as given in `persons`: one value per raw event).

    Cases are numbered by their first timestamp, then by the whole course of the case (stamps,
    activities, units, people, attributes), and by the file's order only where all of it is equal:
    neither the spelling of a case reference nor the order of the rows counts where stamps decide.
    Ties inside a case follow `order`, then the row.
    """
    references = raw.events["case_id"].unique(maintain_order=True).cast(pl.String)
    events = raw.events.select(
        case=raw.events["case_id"].cast(pl.Enum(references)).to_physical().cast(pl.UInt32),
        activity=codes(raw.events["activity"], activities),
        org_unit=codes(raw.events["org_unit"], org_units),
        start="start",
        timestamp="timestamp",
        time_precision="time_precision",
        local_date="local_date",
        person=persons,
        order="order",
    ).sort("case", "timestamp", "order", maintain_order=True)
    events = events.with_columns(pseudonym=case_local_pseudonyms(events["case"], events["person"]))
    old = case_order(events, _attribute_rows(raw, references))
    new = pl.DataFrame({"case": old}).with_row_index("ordinal").sort("case")["ordinal"]
    events = events.with_columns(case=new.gather(events["case"])).drop("order")
    return events.sort("case", maintain_order=True), references.gather(old)


def attributes_of(raw: RawLog, references: pl.Series) -> pl.DataFrame:
    """One row per case reference, in the given order, with the raw values of its attributes."""
    return _attribute_rows(raw, references)


def _attribute_rows(raw: RawLog, references: pl.Series) -> pl.DataFrame:
    names = [attribute.name for attribute in raw.attribute_list]
    known = raw.case_attributes.select("case_id", *names).unique(
        "case_id", keep="first", maintain_order=True
    )
    rows = pl.DataFrame({"case_id": references.cast(pl.String)})
    return rows.join(known, on="case_id", how="left", maintain_order="left").select(names)


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
