"""Raw events coded and put in order, part by part; the last place that sees a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate
from typing import Any

import polars as pl

from verwaltung_mining.engine import Parts, Table
from verwaltung_mining.eventlog.blocks import block
from verwaltung_mining.eventlog.case_values import CaseValues, rows_of
from verwaltung_mining.eventlog.coding import CodeBook
from verwaltung_mining.eventlog.ordering import ordered_events
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.raw_facts import RawFacts
from verwaltung_mining.eventlog.schema import EVENT_SCHEMA
from verwaltung_mining.eventlog.shelf import Shelf, put_down, shelf_for
from verwaltung_mining.identity.k_table import added, counted_pairs, persons_of_cells
from verwaltung_mining.identity.proxies import UnitCounts, repeated, unit_counts


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedLog:
    """The events of a whole log without persons, and what was counted while they were there."""

    events: Parts
    """Columns as in EVENT_SCHEMA."""
    places: pl.Series
    """Case → its row among the cases given."""
    persons: pl.DataFrame
    """As `persons_of_cells` gives them."""
    unit_counts: dict[str, pl.DataFrame]
    """Attribute → how many events each activity, value and unit have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """What is known of all cases, of which each part of the events has some."""

    facts: RawFacts
    given: CaseValues
    """The attributes as exported, of every case."""
    attributes: pl.DataFrame
    """The same rows coded, without what names persons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Some:
    """The same of the cases of one part."""

    given: CaseValues
    attributes: pl.DataFrame
    values: pl.DataFrame
    """The codes of attributes, as `repeated` gives them."""
    first: int
    """Number of the part's first case in the log."""


@dataclass(frozen=True, slots=True)
class _OfParts(Sequence[_Some]):
    """Each part's cases, looked up when they are asked for."""

    cases: Cases
    values: pl.DataFrame
    firsts: list[int]

    def __len__(self) -> int:
        return len(self.cases.facts.cases)

    def __getitem__(self, place: Any) -> Any:
        codes = self.cases.facts.cases[place].sort()
        rows = self.cases.given.places(codes)
        return _Some(
            given=CaseValues(codes, rows_of(self.cases.given.values, rows)),
            attributes=rows_of(self.cases.attributes, rows),
            values=rows_of(self.values, rows),
            first=self.firsts[place],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ordered:
    """What became of one part."""

    events: Table
    cases: pl.Series
    """Code of the reference of each case, in the order of the log."""
    persons: pl.DataFrame
    units: dict[str, pl.DataFrame]


def in_order(raw: RawLog, cases: Cases, book: CodeBook, *, since: date) -> OrderedLog:
    """All events of a raw log in order. `since` is the Monday from which blocks of weeks count."""
    pairs = counted_pairs(cases.attributes)
    values = cases.attributes.select(repeated(each) for each in cases.attributes)
    sizes = [each.len() for each in cases.facts.cases]
    shelf = shelf_for(raw.events, raw.room)
    task = partial(_ordered, book, pairs, since, shelf)
    beside = _OfParts(cases, values, [0, *accumulate(sizes)])
    together = _Together()
    for part in raw.events.one_by_one_with(task, beside):
        together.add(part)
    return OrderedLog(
        events=Parts(tables=tuple(together.tables), executor=raw.events.executor, kept_by=shelf),
        places=cases.given.places(pl.concat(together.cases)),
        persons=together.persons,
        unit_counts={name: counts.total() for name, counts in together.units.items()},
    )


def _ordered(
    book: CodeBook,
    pairs: Sequence[tuple[str, str]],
    since: date,
    shelf: Shelf | None,
    part: pl.DataFrame,
    some: _Some,
) -> _Ordered:
    """One part in order, and counted; the last that sees its persons."""
    events, cases = ordered_events(book.coded(part), some.given)
    places = some.given.places(cases)
    dated = events.with_columns(block=block(events["local_date"], since=since))
    return _Ordered(
        events=put_down(_in_schema(events, some.first), shelf),
        cases=cases,
        persons=persons_of_cells(dated, rows_of(some.attributes, places), pairs),
        units={each.name: unit_counts(each, events) for each in rows_of(some.values, places)},
    )


class _Together:
    """What became of the parts so far."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self.cases: list[pl.Series] = []
        self.persons = pl.DataFrame()
        self.units: dict[str, UnitCounts] = {}

    def add(self, part: _Ordered) -> None:
        self.persons = added(self.persons, part.persons) if self.tables else part.persons
        self.tables.append(part.events)
        self.cases.append(part.cases)
        for name, counts in part.units.items():
            self.units.setdefault(name, UnitCounts()).add(counts)


def _in_schema(events: pl.DataFrame, cases_before: int) -> pl.DataFrame:
    nameless = events.drop("person").rename({"pseudonym": "person"})
    numbered = nameless.with_columns(pl.col("case") + cases_before)
    coded = numbered.select(pl.col(name).cast(dtype) for name, dtype in EVENT_SCHEMA.items())
    return coded.with_columns(pl.col("case").set_sorted())
