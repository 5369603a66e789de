"""Where a result comes from: the input, how it was read, with which versions."""

import msgspec


class ColumnDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What happened to one column of the export and why."""

    column: str
    role: str
    """case_id, activity, timestamp, start, person, org_unit, lifecycle, order, attribute or
    dropped."""
    reason: str


class RowOfFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a row stands in an export."""

    file: str
    """Name without its folder."""
    row: int
    """Counted as a spreadsheet does, the header included; in XES the number of the event."""


class SetAside(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Rows that became no event for one reason."""

    reason: str
    rows: tuple[RowOfFile, ...]
    """The first of them; how many there are stands in the account of rows."""


class Provenance(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the log came to be; no clock, no path, no names."""

    source: str
    """File name without its folder."""
    sha256: str
    importer: str
    """delimited, xes, parquet, …"""
    reading: dict[str, str] = {}
    """Encoding, delimiter, header row, date formats … and how each was chosen."""
    columns: tuple[ColumnDecision, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    """By reason, what an analyst looks up to mend the export."""
    versions: dict[str, str] = {}
