"""What the user may say about an export; whatever is left unsaid is guessed and reported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from verwaltung_mining.eventlog.room import Room

DateOrder = Literal["dmy", "mdy"]
DEFAULT_ZONE = "Europe/Berlin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A step that a case has at most once, in a table with one row per case."""

    activity: str
    complete: str
    """Column with the date of its completion."""
    start: str | None = None
    """Column with the date of its begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read one export; None (or an empty tuple) means: guess.

    A mapping file fills what is None here; what is given here wins.
    """

    case_id: str | None = None
    activity: str | None = None
    timestamp: str | None = None
    time_of_day: str | None = None
    """Column with the clock time where `timestamp` holds only the date."""
    start: str | None = None
    resource: str | None = None
    org_unit: str | None = None
    lifecycle: str | None = None
    order: str | None = None
    """Column that orders events of one case with the same stamp."""
    milestones: tuple[Milestone, ...] = ()
    """Columns of dates in a table with one row per case, in the order in which they are due."""
    attributes: tuple[str, ...] | None = None
    """Allow-list of case attributes; all other columns are dropped."""
    mapping: Path | None = None
    zone: str = DEFAULT_ZONE
    """Zone of stamps without an offset; a mapping's zone counts where this is the default."""
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    """Line of the headers, the first line of the file being 1."""
    sheet: str | None = None
    """Sheet of a workbook that holds the table."""
    date_order: DateOrder | None = None
    time_formats: tuple[str, ...] = ()
    """strptime patterns to try before the built-in ones."""
    rename_activity: Mapping[str, str] = field(default_factory=dict)
    room: Room = field(default_factory=Room)
    """How many rows are in memory at once."""
