"""How the stamps of a column are written, gathered from its parts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from verwaltung_mining.importers.options import DateOrder
from verwaltung_mining.importers.stamps.date_order import likely_field_orders, merged_heads
from verwaltung_mining.importers.stamps.serial_stamps import SerialKind, serial_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class StampWay:
    """How the stamps of a column are written, as far as only the whole column tells."""

    orders: Mapping[str, DateOrder]
    """Separator → order of day and month."""
    serial: SerialKind | None
    """The kind of number, where they are numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StampEvidence:
    """What a column, or a part of it, tells of the way in which it is written; parts merge."""

    heads: pl.DataFrame
    """As in `date_heads`, of the texts that no declared format reads."""
    formats: Counter[str] = field(default_factory=Counter)
    """Pattern → stamps read with it; 0 where only the shape was met."""
    numbers: Counter[str] = field(default_factory=Counter)
    """As in `serial_counts`, of the texts that have the shape of no format."""
    serials: int = 0
    """Stamps read as numbers."""

    def used(self, way: StampWay) -> dict[str, int]:
        """Pattern, or kind of number → stamps read with it, the most frequent first."""
        kinds = {way.serial.name: self.serials} if way.serial else {}
        ranked = sorted((self.formats | kinds).items(), key=lambda item: (-item[1], item[0]))
        return {pattern: stamps for pattern, stamps in ranked if stamps}

    def way(self, date_order: DateOrder | None) -> StampWay:
        """The way that this evidence speaks for."""
        serial = None if self.formats else serial_kind(self.numbers)
        return StampWay(orders=likely_field_orders(self.heads, date_order), serial=serial)


def merged_evidence(parts: Sequence[StampEvidence]) -> StampEvidence:
    """The evidence of a column from that of its parts."""
    formats, numbers = Counter[str](), Counter[str]()
    for part in parts:
        formats.update(part.formats)
        numbers.update(part.numbers)
    return StampEvidence(
        heads=merged_heads([part.heads for part in parts]),
        formats=formats,
        numbers=numbers,
        serials=sum(part.serials for part in parts),
    )
