"""An event log as a folder of Parquet files, contiguous in cases, written whole or not at all."""

from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import msgspec
import polars as pl

from verwaltung_mining.disk.refusals import exists_already
from verwaltung_mining.disk.whole_folder import replaced_folder, standing, untouched_folder
from verwaltung_mining.engine import InProcess, OnDisk, Parts
from verwaltung_mining.errors import FileUnreadableError, OutputExistsError, UnwritableError
from verwaltung_mining.eventlog.event_files import write_events
from verwaltung_mining.eventlog.manifest import (
    MANIFEST,
    SCHEMA,
    SCHEMA_VERSION,
    UNDECODABLE,
    Dictionaries,
    Manifest,
    Place,
    QualityReport,
    checksum,
    damaged,
    is_stored_log,
    read_manifest,
    sealed,
)
from verwaltung_mining.eventlog.parquet_file import write_table
from verwaltung_mining.eventlog.queue_view import write_queue
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.identity.case_keys import CaseKeys
from verwaltung_mining.object_store import Stored
from verwaltung_mining.provenance import Provenance
from verwaltung_mining.texts import Text

SUFFIX = ".vmlog"
"""By convention the name of a stored log's folder ends so."""
CASE_KEYS = "case_keys.parquet"
"""Keyed hashes of the case references; there only where the log was imported with a key file."""
EVENTS_IN_MEMORY = 2_000_000
"""Events up to which a stored log is read at once (about 100 MB)."""
EVENTS_PER_PART = 1_000_000
"""Events of a part file, more where a case would be cut (about 15 MB, performance.md 1)."""


S = TypeVar("S", bound=msgspec.Struct)


State = tuple[Path, bytes]
"""Which log stands under a name: where, and its manifest, which holds all checksums."""


def write_log(
    log: EventLog,
    folder: Path,
    *,
    force: bool = False,
    events_per_part: int = EVENTS_PER_PART,
    keys: CaseKeys | None = None,
    seen: State | None = None,
) -> None:
    """Write a log to a folder; no case spans two event files.

    `keys` are the keyed hashes of its cases, in their order. `seen` is the state of a log that
    this one was made from: where that has changed in the same folder, nothing is written.

    The folder appears, or is replaced, when it is complete. Raises OutputExistsError where the
    folder exists, unless `force` is given and it is a stored log; UnwritableError where it cannot
    be written or another process writes it.
    """
    with replaced_folder(folder) as prepared:
        _check_free(folder, force=force)
        _check_unchanged(folder, seen)
        (prepared / "events").mkdir()
        if keys is not None:
            _write_keys(keys, prepared)
        _write_files(log, prepared, events_per_part)


def check_place(folder: Path, *, force: bool = False) -> None:
    """Raise what `write_log` to this folder would raise, before the work is done."""
    with untouched_folder(folder):
        _check_free(folder, force=force)


def is_kept(folder: Path) -> bool:
    """Whether a log can be read under this name, also where its replacement was cut short."""
    return is_stored_log(standing(folder))


def read_stored(folder: Path) -> EventLog:
    """The log of a folder that `write_log` wrote.

    A folder that is replaced meanwhile is read anew, so that nothing of two logs is mixed. Raises
    FileUnreadableError for a foreign folder, another version, a missing or changed file.
    """
    while True:
        seen = state_of(folder)
        try:
            log = _read(standing(folder))
        except FileUnreadableError:
            if state_of(folder) == seen:
                raise
        else:
            if state_of(folder) == seen:
                return log


def read_from_object_store(address: str) -> EventLog:
    """The log that was copied whole to an address, for instance `s3://bucket/procedure.vmlog`.

    Raises as `read_stored` does, and SettingsError where a package or credentials are missing.
    """
    return _read(Stored(address))


def state_of(folder: Path) -> State:
    """What stands under a name now."""
    place = standing(folder)
    manifest = place / MANIFEST
    return place, manifest.read_bytes() if manifest.is_file() else b""


def read_case_keys(folder: Path) -> CaseKeys | None:
    """The keyed hashes of a stored log's cases; None where it was imported without a key.

    Raises FileUnreadableError as `read_stored` does.
    """
    place = standing(folder)
    if CASE_KEYS not in read_manifest(place).files:
        return None
    table = pl.read_parquet(place / CASE_KEYS)
    return CaseKeys(hashes=table["case_key"], check=str(table["check"][0]))


def _read(folder: Place) -> EventLog:
    manifest = read_manifest(folder)
    try:
        dictionaries = _decode(folder / "dictionaries.json", Dictionaries)
        quality = _decode(folder / "quality.json", QualityReport)
        provenance = _decode(folder / "provenance.json", Provenance)
        cases = _table(folder / "cases.parquet")
        events = _events(folder, manifest)
        attributes = _attributes(folder, manifest)
        k_table = _table(folder / "k_table.parquet")
    except (OSError, *UNDECODABLE, pl.exceptions.PolarsError) as error:
        raise damaged(folder, MANIFEST) from error
    return EventLog(
        name=manifest.name,
        events=events,
        cases=cases.drop("ordinal", strict=False),
        attributes=attributes,
        attribute_list=dictionaries.attribute_list,
        activities=dictionaries.activities,
        org_units=dictionaries.org_units,
        k_table=k_table,
        end_activities=manifest.end_activities,
        end_declared=manifest.end_declared,
        timing=manifest.timing,
        zone=manifest.zone,
        quality=quality.findings,
        reconciliation=quality.reconciliation,
        provenance=provenance,
        ordinals=cases["ordinal"] if "ordinal" in cases.columns else None,
    )


def _events(folder: Place, manifest: Manifest) -> Parts:
    """The events in memory; those of a large log on the disk, part by part."""
    files = [folder / part for part in _parts(manifest)]
    if manifest.events > EVENTS_IN_MEMORY:
        return Parts(tables=tuple(OnDisk(str(file)) for file in files), executor=InProcess())
    events = pl.concat(_table(file) for file in files)
    return Parts.of(events.with_columns(pl.col("case").set_sorted()))


def _table(file: Place) -> pl.DataFrame:
    return OnDisk(str(file)).load()


def _write_keys(keys: CaseKeys, folder: Path) -> None:
    """One row per case; the check is the same in all, and takes no room."""
    table = keys.hashes.to_frame().with_columns(check=pl.lit(keys.check))
    write_table(table, folder / CASE_KEYS)


def _check_unchanged(folder: Path, seen: State | None) -> None:
    if seen is None or seen[0] != folder or state_of(folder) == seen:
        return
    raise UnwritableError(
        Text(
            de=f"{folder} hat sich geändert, seit es gelesen wurde.",
            en=f"{folder} has changed since it was read.",
        ),
        hint=Text(de="Fügen Sie den Export noch einmal an.", en="append the export again."),
    )


def _attributes(folder: Place, manifest: Manifest) -> pl.DataFrame:
    name = "attributes.parquet"
    return _table(folder / name) if name in manifest.files else pl.DataFrame()


def _check_free(folder: Path, *, force: bool) -> None:
    if not folder.exists() or (force and is_stored_log(folder)):
        return
    if is_stored_log(folder):
        raise exists_already(folder)
    raise OutputExistsError(
        Text(de=f"{folder} gibt es schon.", en=f"{folder} exists already."),
        hint=Text(
            de="Wählen Sie einen anderen Namen; was kein Log ist, wird nicht ersetzt.",
            en="choose another name; what is no log is not replaced.",
        ),
    )


def _write_files(log: EventLog, folder: Path, events_per_part: int) -> None:
    write_events(log, folder / "events", events_per_part)
    ordinal = [] if log.ordinals is None else [log.ordinals.alias("ordinal")]
    write_table(log.cases.with_columns(*ordinal), folder / "cases.parquet")
    if log.attributes.width:
        write_table(log.attributes, folder / "attributes.parquet")
    write_table(log.k_table, folder / "k_table.parquet")
    room = Room(rows=events_per_part, folder=folder.parent)
    write_queue(log.events, folder / "queue.parquet", room)
    dictionaries = Dictionaries(
        activities=log.activities, org_units=log.org_units, attribute_list=log.attribute_list
    )
    _encode(folder / "dictionaries.json", dictionaries)
    report = QualityReport(findings=log.quality, reconciliation=log.reconciliation)
    _encode(folder / "quality.json", report)
    _encode(folder / "provenance.json", log.provenance)
    _encode(folder / MANIFEST, sealed(_manifest(log, folder)))


def _manifest(log: EventLog, folder: Path) -> Manifest:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return Manifest(
        schema=f"{SCHEMA}{SCHEMA_VERSION}",
        versions={name: version(name) for name in ("polars", "verwaltung-mining")},
        name=log.name,
        zone=log.zone,
        timing=log.timing,
        end_activities=log.end_activities,
        end_declared=log.end_declared,
        cases=log.cases.height,
        events=log.event_count,
        files={path.relative_to(folder).as_posix(): checksum(path) for path in files},
    )


def _parts(manifest: Manifest) -> list[str]:
    return sorted(name for name in manifest.files if name.startswith("events/"))


def _encode(file: Path, document: msgspec.Struct) -> None:
    file.write_bytes(msgspec.json.format(msgspec.json.encode(document, order="sorted")) + b"\n")


def _decode(file: Place, declared: type[S]) -> S:
    return msgspec.json.decode(file.read_bytes(), type=declared)
