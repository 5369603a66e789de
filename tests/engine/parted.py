"""Logs cut into parts, and the analysis of them, to be compared."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import msgspec
import polars as pl

from verwaltung_mining import importers, sample_log
from verwaltung_mining.engine import Executor, InMemory, InProcess, OnDisk, Parts
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.pipeline import prepare, run
from verwaltung_mining.release import opened
from verwaltung_mining.settings import Settings


def log_of(name: str) -> EventLog:
    """A sample log."""
    return canonicalise(importers.read(sample_log(name)))


def in_parts(log: EventLog, number: int) -> EventLog:
    """The log with its events in so many parts of whole cases, as equal as they get."""
    tables = tuple(InMemory(part) for part in _cut(log, number))
    return replace(log, events=Parts(tables=tables, executor=InProcess()))


def on_disk(log: EventLog, number: int, executor: Executor, folder: Path) -> EventLog:
    """The same with the parts in files, worked on by an executor."""
    tables = []
    for k, part in enumerate(_cut(log, number)):
        tables.append(OnDisk(str(folder / f"{k}.parquet")))
        part.write_parquet(tables[-1].address)
    return replace(log, events=Parts(tables=tuple(tables), executor=InProcess()).on(executor))


def _cut(log: EventLog, number: int) -> list[pl.DataFrame]:
    events = log.events.collect()
    rows = [*log.cases["first_row"].to_list(), events.height]
    ends = [rows[log.cases.height * k // number] for k in range(number + 1)]
    return [events[begin:end] for begin, end in pairwise(ends)]


def result(log: EventLog, settings: Settings | None = None) -> bytes:
    """The whole result document."""
    prepared = prepare(log, settings or Settings(tables={}))
    return msgspec.json.encode(opened(run(prepared)))
