"""Result documents of raw logs, other orders of their rows, and what in a document may differ."""

from typing import Any

import msgspec
import polars as pl

from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.outputs.json_document import json_document
from verwaltung_mining.pipeline import prepare, run
from verwaltung_mining.settings import Settings

Document = dict[str, Any]


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
    return raw.with_labelled(
        raw.labelled().sample(fraction=1, shuffle=True, seed=seed),
        case_attributes=raw.case_attributes.sample(fraction=1, shuffle=True, seed=seed),
    )


def without_rank(raw: RawLog) -> RawLog:
    """The same rows numbered as they stand: only stamps tell the order."""
    return raw.with_labelled(
        raw.labelled().with_columns(order=pl.int_range(pl.len()).cast(pl.UInt32))
    )
