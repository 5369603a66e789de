"""Raw events coded and put in order, part by part; the last place that sees a person."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.blocks import block
from verwaltung_mining.eventlog.case_values import CaseValues, rows_of
from verwaltung_mining.eventlog.coding import CodeBook
from verwaltung_mining.eventlog.ordering import ordered_events
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.schema import EVENT_SCHEMA
from verwaltung_mining.identity.k_table import added, counted_pairs, persons_of_cells
from verwaltung_mining.identity.proxies import repeated, unit_counts


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


@dataclass(slots=True, kw_only=True)
class Ordering:
    """Codes and orders one part after the other, and adds up what it counts."""

    book: CodeBook
    given: CaseValues
    """The attributes as exported, of every case."""
    attributes: pl.DataFrame
    """The same rows coded, without what names persons."""
    since: date
    """The Monday from which blocks of weeks count."""
    _pairs: list[tuple[str, str]] = field(init=False)
    _values: pl.DataFrame = field(init=False)
    _places: list[pl.Series] = field(default_factory=list)
    _cases: int = 0
    _persons: pl.DataFrame | None = None
    _units: "dict[str, _Counts]" = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._pairs = counted_pairs(self.attributes)
        self._values = self.attributes.select(repeated(each) for each in self.attributes)

    def log(self, events: Parts, room: Room) -> OrderedLog:
        """All events in order. The parts follow each other by the first stamps of their cases."""
        ordered = room.kept(self._each(events))
        if self._persons is None:
            raise ValueError("a log has at least one part")
        return OrderedLog(
            events=ordered,
            places=pl.concat(self._places),
            persons=self._persons,
            unit_counts={name: counts.total() for name, counts in self._units.items()},
        )

    def _each(self, events: Parts) -> Iterator[pl.DataFrame]:
        for part in events.one_by_one(self.book.coded):
            ordered, cases = ordered_events(part, self.given)
            places = self.given.places(cases)
            self._count(ordered, places)
            yield _in_schema(ordered, self._cases)
            self._cases += cases.len()
            self._places.append(places)

    def _count(self, events: pl.DataFrame, places: pl.Series) -> None:
        """Add the persons and units of a part in which cases are numbered from 0."""
        attributes, values = rows_of(self.attributes, places), rows_of(self._values, places)
        dated = events.with_columns(block=block(events["local_date"], since=self.since))
        persons = persons_of_cells(dated, attributes, self._pairs)
        self._persons = persons if self._persons is None else added(self._persons, persons)
        for each in values:
            self._units.setdefault(each.name, _Counts()).add(unit_counts(each, events))


class _Counts:
    """Counts of units that add up; they are put together when they have doubled."""

    def __init__(self) -> None:
        self._parts: list[pl.DataFrame] = []

    def add(self, counts: pl.DataFrame) -> None:
        """The counts of one more part."""
        self._parts.append(counts)
        if sum(each.height for each in self._parts[1:]) > self._parts[0].height:
            self._parts = [self.total()]

    def total(self) -> pl.DataFrame:
        """The counts of all parts."""
        every = pl.concat(self._parts).group_by("activity", "value", "org_unit")
        return every.agg(pl.col("events").sum())


def _in_schema(events: pl.DataFrame, cases_before: int) -> pl.DataFrame:
    nameless = events.drop("person").rename({"pseudonym": "person"})
    numbered = nameless.with_columns(pl.col("case") + cases_before)
    coded = numbered.select(pl.col(name).cast(dtype) for name, dtype in EVENT_SCHEMA.items())
    return coded.with_columns(pl.col("case").set_sorted())
