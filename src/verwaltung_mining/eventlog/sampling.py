"""A random sample of a log's cases, where it holds more events than are looked at one by one."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.case_parts import only
from verwaltung_mining.eventlog.schema import EventLog

Words = npt.NDArray[np.uint64]

ALL = 2.0**64


def sampled(log: EventLog, *, most_events: int) -> EventLog:
    """Whole cases that together hold about `most_events` events, in memory; all if it has no more.

    Each case has the same chance. Whether it is drawn hangs on its ordinal in the imported log
    alone: so the same cases are drawn in every run, however the events lie in parts, and of a
    narrowed log those that are drawn of the whole one, as far as as many are wanted.
    """
    if log.event_count > most_events:
        log = only(log, _drawn(log, most_events / log.event_count))
    return _in_memory(log)


def _in_memory(log: EventLog) -> EventLog:
    """The log with its events in one part; whoever works on the parts brings them."""
    gathered = pl.concat(log.events.frames())
    return replace(log, events=Parts.of(gathered.with_columns(pl.col("case").set_sorted())))


def _drawn(log: EventLog, share: float) -> pl.Series:
    ordinals = log.ordinals if log.ordinals is not None else log.cases["case"]
    return pl.Series(scattered(ordinals.to_numpy().astype(np.uint64)) < np.uint64(share * ALL))


def scattered(numbers: Words) -> Words:
    """Numbers spread evenly over 64 bits, equal ones alike (SplitMix64).

    Source: Steele, Lea and Flood 2014, Fast Splittable Pseudorandom Number Generators.

    >>> [hex(word) for word in scattered(np.array([0, 1], np.uint64)).tolist()]
    ['0xe220a8397b1dcdaf', '0x910a2dec89025cc1']
    """
    word = numbers + np.uint64(0x9E3779B97F4A7C15)
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    result: Words = word ^ (word >> np.uint64(31))
    return result
