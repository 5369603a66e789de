"""Result documents of raw logs, changes that must not matter, and what in a document may differ."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import msgspec
import polars as pl
import polars.selectors as cs

from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.outputs.json_document import json_document
from verwaltung_mining.pipeline import prepare, run
from verwaltung_mining.settings import Settings

Document = dict[str, Any]

DATES_AS_DAYS = ("deadline", "enddate_planned")
"""Columns of the receipt log that hold days since 1970."""
DAYS_PER_WEEK = 7


def document_of(raw: RawLog, settings: Settings | None = None) -> Document:
    """The whole result of a raw log."""
    released = run(prepare(canonicalise(raw), settings or Settings(tables={})))
    document: Document = msgspec.json.decode(json_document(released))
    return document


def without_names_and_dates(document: Document) -> Document:
    """The document without the log's name, its first and last date and where it came from."""
    log = {k: v for k, v in document["log"].items() if k not in ("name", "first", "last")}
    return {k: v for k, v in document.items() if k != "provenance"} | {"log": log}


def shuffled(raw: RawLog, *, seed: int) -> RawLog:
    """The same rows in another order; their declared rank stays."""
    return replace(
        raw,
        events=raw.events.sample(fraction=1, shuffle=True, seed=seed),
        case_attributes=raw.case_attributes.sample(fraction=1, shuffle=True, seed=seed),
    )


def without_rank(raw: RawLog) -> RawLog:
    """The same rows numbered as they stand: only stamps tell the order."""
    return replace(
        raw, events=raw.events.with_columns(order=pl.int_range(pl.len()).cast(pl.UInt32))
    )


def renamed(raw: RawLog) -> RawLog:
    """The same rows under other case references, which sort in another order."""
    references = raw.events["case_id"].unique()
    names = {name: sha256(name.encode()).hexdigest() for name in references}
    case_id = pl.col("case_id").replace(names)
    return replace(
        raw,
        name="renamed",
        events=raw.events.with_columns(case_id),
        case_attributes=raw.case_attributes.with_columns(case_id),
    )


def in_utc(raw: RawLog, *, weeks: int = 0) -> RawLog:
    """The same stamps in the zone UTC, moved by whole weeks, and with them the dates of cases.

    A date among the case attributes is one by its type, or a number of days since 1970 under a
    name of `DATES_AS_DAYS`.
    """
    moved = timedelta(weeks=weeks)
    events = raw.events.with_columns(pl.col("start") + moved, pl.col("timestamp") + moved)
    cases = raw.case_attributes.with_columns(
        cs.temporal() + moved,
        cs.by_name(*DATES_AS_DAYS, require_all=False) + weeks * DAYS_PER_WEEK,
    )
    return replace(
        raw,
        zone="UTC",
        events=events.with_columns(local_date=pl.col("timestamp").dt.date()),
        case_attributes=cases,
    )
