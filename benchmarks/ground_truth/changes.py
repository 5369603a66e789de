"""Changes to a raw log of which it is known what they may do to the result."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import polars as pl
import polars.selectors as cs

from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.schema import Attribute

DATES_AS_DAYS = ("deadline", "enddate_planned")
"""Columns of the receipt log that hold days since 1970."""
DAYS_PER_WEEK = 7
CALENDAR_CYCLE = 1461
"""Weeks in 28 years, after which weekdays, dates and leap years come again (1901 to 2099)."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def in_utc(raw: RawLog, *, weeks: int = 0) -> RawLog:
    """The same stamps in the zone UTC, moved by whole weeks, and with them the dates of cases.

    A date among the case attributes is one by its type, a deadline by its role, or a number of days
    since 1970 under a name of `DATES_AS_DAYS`.
    """
    moved = timedelta(weeks=weeks)
    events = raw.labelled().with_columns(pl.col("start") + moved, pl.col("timestamp") + moved)
    cases = raw.case_attributes.with_columns(
        cs.temporal() + moved, _days(raw) + weeks * DAYS_PER_WEEK
    )
    return raw.with_labelled(_dated(events), zone="UTC", case_attributes=cases)


def renamed(raw: RawLog) -> RawLog:
    """The same rows under other case references, which sort in another order."""
    references = raw.labelled()["case_id"].unique()
    names = {name: sha256(name.encode()).hexdigest() for name in references}
    case_id = pl.col("case_id").replace(names)
    return raw.with_labelled(
        raw.labelled().with_columns(case_id),
        name="renamed",
        case_attributes=raw.case_attributes.with_columns(case_id),
    )


def relabelled(raw: RawLog, names: Mapping[str, str]) -> RawLog:
    """The same rows with other labels of steps, units, attributes and their values.

    `names` holds the new label of each old one; what it does not hold stays.
    """
    columns = {a.name: names.get(a.name, a.name) for a in raw.attribute_list}
    return raw.with_labelled(
        raw.labelled().with_columns(pl.col("activity", "org_unit").replace(names)),
        case_attributes=raw.case_attributes.with_columns(
            pl.col(_categories(raw)).replace(names)
        ).rename(columns),
        attribute_list=tuple(
            Attribute(name=columns[a.name], kind=a.kind, role=a.role) for a in raw.attribute_list
        ),
    )


def labels(raw: RawLog) -> list[str]:
    """Everything `relabelled` can rename, in order."""
    columns = (
        *raw.labelled().select("activity", "org_unit"),
        *raw.case_attributes.select(_categories(raw)),
    )
    values = {value for column in columns for value in column.drop_nulls().unique()}
    return sorted(values | {attribute.name for attribute in raw.attribute_list})


def stretched(raw: RawLog, factor: int) -> RawLog:
    """Everything takes so many times as long, from the log's first moment; in the zone UTC."""
    events = raw.labelled()
    origin = events.select(pl.min_horizontal(pl.col("start", "timestamp").min())).item()
    day = (origin - EPOCH).days
    stamps = {name: origin + (pl.col(name) - origin) * factor for name in ("start", "timestamp")}
    return raw.with_labelled(
        _dated(events.with_columns(**stamps)),
        zone="UTC",
        case_attributes=raw.case_attributes.with_columns((_days(raw) - day) * factor + day),
    )


def doubled(raw: RawLog) -> RawLog:
    """Every case twice, the second time under another reference."""
    again = pl.col("case_id") + " bis"
    later = pl.col("order") + pl.col("order").max() + 1
    events = raw.labelled()
    once_more = events.with_columns(again, later)
    return raw.with_labelled(
        pl.concat([events, once_more.cast(events.schema)]),
        case_attributes=pl.concat([raw.case_attributes, raw.case_attributes.with_columns(again)]),
        rows_read=2 * raw.rows_read,
    )


def without(raw: RawLog, cases: Collection[str]) -> RawLog:
    """The log without some cases."""
    kept = ~pl.col("case_id").is_in(sorted(cases))
    events = raw.labelled().filter(kept)
    return raw.with_labelled(
        events,
        case_attributes=raw.case_attributes.filter(kept),
        rows_read=raw.rows_read - (raw.labelled().height - events.height),
    )


def _categories(raw: RawLog) -> list[str]:
    """The case attributes whose values are labels."""
    return [attribute.name for attribute in raw.attribute_list if attribute.kind == "category"]


def _days(raw: RawLog) -> pl.Expr:
    """The columns of case attributes that hold days since 1970, as numbers."""
    deadlines = [a.name for a in raw.attribute_list if a.role == "deadline" and a.kind == "number"]
    names = dict.fromkeys((*DATES_AS_DAYS, *deadlines))
    return cs.by_name(*names, require_all=False).cast(pl.Float64)


def _dated(events: pl.DataFrame) -> pl.DataFrame:
    """Stamps are in UTC, and so are the dates."""
    return events.with_columns(local_date=pl.col("timestamp").dt.date())
