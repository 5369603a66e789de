"""A table as an importer reads it, block by block, before anyone knows what its columns mean."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields

import polars as pl

from verwaltung_mining.eventlog.raw import QUARANTINE_SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows of an export that follow each other; each is in `cells` or in `set_aside`."""

    cells: pl.DataFrame
    """String columns (null = empty cell), or Date and Datetime where the file is typed."""
    rows: pl.Series
    """Row in the file of each row of `cells` (UInt32)."""
    set_aside: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=QUARANTINE_SCHEMA))
    quality_counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFacts:
    """What is known of a whole export beside its rows."""

    file_name: str
    sha256: str
    importer: str
    columns: tuple[str, ...]
    reading: dict[str, str] = field(default_factory=dict)
    """How the file was read, for the provenance."""
    quality_counts: dict[str, int] = field(default_factory=dict)
    milestones: tuple[str, ...] = ()
    """Of `columns`, those whose dates are told as rows of their own."""
    records_per_row: int = 1
    """Numbers that belong to one row of the file, where one may give several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(TableFacts):
    """An export: what is known of it, and its rows in blocks, at least one."""

    blocks: Callable[[], Iterator[Block]]
    """The blocks from the first to the last; where they are cut changes no result."""

    def facts(self) -> TableFacts:
        """What is known of it, without the way to its rows."""
        return TableFacts(**{each.name: getattr(self, each.name) for each in fields(TableFacts)})


Export = Callable[[], Table]
"""Opens an export; where it is opened it is read."""
