"""XES and XES.gz, the interchange format of process mining (IEEE 1849)."""

import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import polars as pl

from verwaltung_mining.engine import InProcess
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.identity.roles import names_roles
from verwaltung_mining.importers.assembly import labels_of, quality_counts, summed
from verwaltung_mining.importers.columns.attributes import attribute_values, guess_attributes
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.set_aside import named_rows, reasons
from verwaltung_mining.importers.text.clean_cells import clean_labels
from verwaltung_mining.importers.text.table import TableFacts
from verwaltung_mining.importers.whole_cases import PartFacts, events_of
from verwaltung_mining.importers.xes_parts import errors as xes_errors
from verwaltung_mining.importers.xes_parts.events import EventCollector
from verwaltung_mining.importers.xes_parts.readable_names import readable_names
from verwaltung_mining.importers.xes_parts.reading import XesReading
from verwaltung_mining.importers.xes_parts.role_guess import guess_role_keys
from verwaltung_mining.importers.xes_parts.roles import (
    check_named,
    check_needed,
    role_decisions,
    role_keys,
)
from verwaltung_mining.importers.xes_parts.stamps import LogZone
from verwaltung_mining.importers.xes_parts.stream import stream_xes
from verwaltung_mining.provenance import ColumnDecision, Provenance, SetAside


def read_xes(path: Path, options: ReadOptions) -> RawLog:
    """The rows of an XES log, starts paired with completions, nothing dropped silently.

    `rows_read` counts the events of the file. Raises FileUnreadableError where the file is not
    a whole and harmless XES log or holds no usable event, ColumnMissingError where no event has
    an activity, a stamp or an attribute that the user names.
    """
    read = _read(path, options)
    gathered = read.gathered(_file(path, read.stamps.zone))
    events, parts = events_of(gathered, options.room, InProcess())
    persons = gathered.labels["person"].gather(pl.concat(p.persons for p in parts).unique())
    is_role = names_roles(persons)
    roles = role_decisions(read, options, parts[0].model, resource_is_role=is_role)
    attributes, values, decisions = _attributes(read, parts, persons, options)
    set_aside = pl.concat([gathered.set_aside, *(part.set_aside for part in parts)]).sort("row")
    return RawLog(
        name=path.name,
        room=options.room,
        events=events,
        labels=labels_of(gathered, options),
        case_attributes=values,
        attribute_list=attributes,
        activity_names=_activity_names(read.events, options),
        zone=read.stamps.zone.name,
        rows_read=gathered.rows_read,
        quarantined=reasons(set_aside),
        merged=dict(summed(part.merged for part in parts)),
        quality_counts=quality_counts(gathered, parts, persons),
        quarantine=set_aside,
        provenance=_provenance(
            gathered.table,
            parts[0].order_source,
            (*roles, *decisions),
            named_rows(set_aside, gathered.files),
        ),
    )


def _read(path: Path, options: ReadOptions) -> XesReading:
    """The log as streamed; once more where a role has to be guessed from the keys it turned up, or
    where all of it says otherwise than its beginning."""
    read = _streamed(path, XesReading(options, role_keys(options)))
    if not read.events.rows_read:
        raise xes_errors.no_event(path.name)
    check_named(read, options)
    while guessed := guess_role_keys(read):
        read = _streamed(path, XesReading(options, read.role_keys | guessed))
    check_needed(read)
    written, taken = read.stamps.told(), read.cases.taken()
    if written != read.stamps.used() or taken:
        read = _streamed(path, XesReading(options, read.role_keys, written, taken))
    return read


def _streamed(path: Path, read: XesReading) -> XesReading:
    return read.blocks(stream_xes(path, read.events))


def _attributes(
    read: XesReading, parts: Sequence[PartFacts], persons: pl.Series, options: ReadOptions
) -> tuple[tuple[Attribute, ...], pl.DataFrame, tuple[ColumnDecision, ...]]:
    used = pl.concat(part.cases["case_id"] for part in parts)
    texts, left_out = read.cases.values(used, read.events.varying)
    attributes, decisions = guess_attributes(texts, persons, allowed=options.attributes)
    numbers = attribute_values(texts, attributes, zone=read.stamps.zone.name)
    return attributes, numbers, (*decisions, *left_out)


def _activity_names(collector: EventCollector, options: ReadOptions) -> dict[str, str]:
    """Readable names, except where the user says what an activity is called."""
    if options.activity is not None:
        return {}
    names = readable_names(collector)
    codes, texts = (
        clean_labels(pl.Series(side, dtype=pl.String)) for side in (list(names), names.values())
    )
    cleaned = zip(codes, texts, strict=True)
    return {code: name for code, name in cleaned if code not in options.rename_activity}


def _file(path: Path, zone: LogZone) -> TableFacts:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    reading = {"zone": f"{zone.name} ({zone.reason})"}
    return TableFacts(
        file_name=path.name, sha256=digest, importer="xes", columns=(), reading=reading
    )


def _provenance(
    file: TableFacts,
    order_source: str,
    columns: tuple[ColumnDecision, ...],
    set_aside: tuple[SetAside, ...],
) -> Provenance:
    return Provenance(
        source=file.file_name,
        sha256=file.sha256,
        importer=file.importer,
        reading=file.reading | {"order_of_ties": order_source},
        columns=columns,
        set_aside=set_aside,
        versions={name: version(name) for name in ("lxml", "polars")},
    )
