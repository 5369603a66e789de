"""A table as an importer reads it, block by block, before anyone knows what its columns mean."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

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
class Table:
    """An export: its rows in blocks, at least one, and what is known of the whole file."""

    file_name: str
    sha256: str
    importer: str
    columns: tuple[str, ...]
    blocks: Callable[[], Iterator[Block]]
    """The blocks from the first to the last; where they are cut changes no result."""
    reading: dict[str, str] = field(default_factory=dict)
    """How the file was read, for the provenance."""
    quality_counts: dict[str, int] = field(default_factory=dict)
