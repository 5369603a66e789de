"""Logs cut into parts, and the analysis of them, to be compared."""

from dataclasses import replace
from itertools import pairwise

import msgspec

from verwaltung_mining import importers, sample_log
from verwaltung_mining.engine import Executor, InMemory, InProcess, Parts
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.pipeline import prepare, run
from verwaltung_mining.release import opened
from verwaltung_mining.settings import Settings


def log_of(name: str) -> EventLog:
    """A sample log."""
    return canonicalise(importers.read(sample_log(name)))


def in_parts(log: EventLog, number: int, executor: Executor | None = None) -> EventLog:
    """The log with its events in so many parts of whole cases, as equal as they get."""
    events = log.events.collect()
    rows = [*log.cases["first_row"].to_list(), events.height]
    ends = [rows[log.cases.height * k // number] for k in range(number + 1)]
    tables = tuple(InMemory(events[begin:end]) for begin, end in pairwise(ends))
    parts = Parts(tables=tables, executor=InProcess())
    return replace(log, events=parts.on(executor) if executor else parts)


def result(log: EventLog, settings: Settings | None = None) -> bytes:
    """The whole result document."""
    prepared = prepare(log, settings or Settings(tables={}))
    return msgspec.json.encode(opened(run(prepared)))
