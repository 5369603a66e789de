"""A table as an importer read it, before anyone knows what its columns mean."""

from dataclasses import dataclass, field

import polars as pl

from verwaltung_mining.eventlog.raw import QUARANTINE_SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows and columns of an export; every row of the file is in `cells` or in `set_aside`."""

    file_name: str
    sha256: str
    importer: str
    cells: pl.DataFrame
    """String columns (null = empty cell), or Date and Datetime where the file is typed."""
    rows: pl.Series
    """Row in the file of each row of `cells` (UInt32)."""
    set_aside: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=QUARANTINE_SCHEMA))
    reading: dict[str, str] = field(default_factory=dict)
    """How the file was read, for the provenance."""
    quality_counts: dict[str, int] = field(default_factory=dict)
