"""How many rows of an export are in memory at once; what is more lies on the disk."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from verwaltung_mining.engine.machine import machine_memory

MOST_ROWS = 2_000_000
"""Rows beyond which more at once makes nothing faster: sorting and joining leave the caches."""
FEWEST_ROWS = 100_000
"""Rows that are there whatever the setting says: about one block of text."""
BYTES_PER_ROW = 700
"""Peak per row of a part while starts are paired and cases put in order (decision 23)."""
BASE_BYTES = 500_000_000
"""Program, libraries, a block of text and what is kept of every case (decision 23)."""
GIGABYTE = 1_000_000_000


class ImportSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section `[import]`: how much of the machine reading an export takes."""

    memory: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    """Gigabytes that an import may take; 0: a quarter of the machine's. Rows beyond it lie on the
    disk meanwhile, as codes without names. At least about 0.7."""

    def room(self, folder: Path | None = None) -> "Room":
        """The room; what does not fit lies in `folder`, else where temporary files lie."""
        given = self.memory * GIGABYTE or machine_memory() / 4
        rows = int((given - BASE_BYTES) / BYTES_PER_ROW)
        return Room(rows=min(max(rows, FEWEST_ROWS), MOST_ROWS), folder=folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Room for rows in memory, and the folder for all others."""

    rows: int = MOST_ROWS
    folder: Path | None = None
    """None: where the system keeps temporary files."""
