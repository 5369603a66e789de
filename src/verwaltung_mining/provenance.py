"""Where a result comes from: the input, how it was read, with which versions."""

import msgspec


class ColumnDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What happened to one column of the export and why."""

    column: str
    role: str
    """case_id, activity, timestamp, start, person, org_unit, lifecycle, order, attribute or
    dropped."""
    reason: str


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
    versions: dict[str, str] = {}
