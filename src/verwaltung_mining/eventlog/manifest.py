"""What a stored log says about itself: its version, its parts and their checksums."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec.structs import replace

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.eventlog.schema import (
    Attribute,
    QualityFinding,
    Reconciliation,
    Timing,
)
from verwaltung_mining.object_store import Stored
from verwaltung_mining.texts import Text

Place = Path | Stored
"""A file or folder on the disk or in an object store."""

MANIFEST = "manifest.json"
SCHEMA = "verwaltung-mining/log/"
SCHEMA_VERSION = 1
"""Raised whenever an older version of this package could not read the folder."""
UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError)
"""Raised where a JSON file is damaged; the second, of msgspec too, where a character is."""


class Dictionaries(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the codes of a stored log stand for."""

    activities: tuple[str, ...]
    org_units: tuple[str, ...]
    attribute_list: tuple[Attribute, ...]


class QualityReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How far a stored log can be trusted and where its rows went."""

    findings: tuple[QualityFinding, ...]
    reconciliation: Reconciliation


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A stored log as a whole."""

    schema: str
    versions: dict[str, str]
    name: str
    zone: str
    timing: Timing
    end_activities: tuple[int, ...]
    end_declared: bool
    cases: int
    events: int
    files: dict[str, str]
    """Path inside the folder → SHA-256 of the file."""
    seal: str = ""
    """SHA-256 of the manifest without its seal; empty where an earlier version wrote it."""


@dataclass(frozen=True, slots=True)
class _Schema:
    schema: str


def checksum(file: Place) -> str:
    """SHA-256 of a file's bytes."""
    with file.open("rb") as stream:
        digest = sha256()
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def sealed(manifest: Manifest) -> Manifest:
    """The manifest with a checksum of its own."""
    open_ = replace(manifest, seal="")
    return replace(open_, seal=sha256(msgspec.json.encode(open_, order="sorted")).hexdigest())


def is_stored_log(folder: Place) -> bool:
    """Whether a path is the folder of a stored log of any version, even if it is damaged."""
    try:
        return _schema_of(folder).startswith(SCHEMA)
    except FileUnreadableError:
        return _has_our_files(folder)


def read_manifest(folder: Place) -> Manifest:
    """The manifest of a stored log whose files are all there and unchanged.

    Raises FileUnreadableError for a foreign folder, another version, a missing or changed file.
    """
    _check_version(folder, _schema_of(folder))
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except UNDECODABLE as error:
        raise damaged(folder, MANIFEST) from error
    if manifest.seal and manifest != sealed(manifest):
        raise damaged(folder, MANIFEST)
    for name, expected in manifest.files.items():
        _check_file(folder, name, expected)
    return manifest


def _check_version(folder: Place, schema: str) -> None:
    version = schema.removeprefix(SCHEMA)
    if not version.isdecimal():
        raise foreign(folder)
    if int(version) == SCHEMA_VERSION:
        return
    newer = int(version) > SCHEMA_VERSION
    raise FileUnreadableError(
        Text(
            de=f"{folder.name} hat das Format {version}, dieses Programm liest {SCHEMA_VERSION}.",
            en=f"{folder.name} has format {version}, this program reads {SCHEMA_VERSION}.",
        ),
        hint=Text(
            de="Aktualisieren Sie verwaltung-mining oder lesen Sie den Export neu ein."
            if newer
            else "Eine ältere Version hat es geschrieben; lesen Sie den Export neu ein "
            "(import … --force).",
            en="update verwaltung-mining or import the export again."
            if newer
            else "an older version wrote it; import the export again (import … --force).",
        ),
    )


def _check_file(folder: Place, name: str, expected: str) -> None:
    try:
        whole = checksum(folder / name) == expected
    except (FileNotFoundError, NotADirectoryError):
        whole = False
    except OSError as error:
        raise _unreadable(folder / name, error) from error
    if not whole:
        raise damaged(folder, name)


def damaged(folder: Place, name: str) -> FileUnreadableError:
    """The error for a file of a stored log that is missing or was changed."""
    return FileUnreadableError(
        Text(
            de=f"{folder.name}: {name} fehlt oder ist beschädigt.",
            en=f"{folder.name}: {name} is missing or damaged.",
        ),
        hint=Text(
            de="Importieren Sie das Log neu; der Ordner darf nicht verändert werden.",
            en="import the log again; the folder must not be changed.",
        ),
    )


def foreign(folder: Place) -> FileUnreadableError:
    """The error for a path that is no stored log."""
    return FileUnreadableError(
        Text(
            de=f"{folder.name} ist kein importiertes Log.",
            en=f"{folder.name} is no imported log.",
        ),
        hint=Text(
            de="Nennen Sie eine Datei oder einen Ordner, den `import` geschrieben hat.",
            en="name a file, or a folder that `import` wrote.",
        ),
    )


def _schema_of(folder: Place) -> str:
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=_Schema).schema
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _nameless(folder) from error
    except OSError as error:
        raise _unreadable(folder / MANIFEST, error) from error
    except UNDECODABLE as error:
        raise _nameless(folder) from error


def _nameless(folder: Place) -> FileUnreadableError:
    """The error for a folder whose manifest does not say what it is."""
    return damaged(folder, MANIFEST) if _has_our_files(folder) else foreign(folder)


def _has_our_files(folder: Place) -> bool:
    return (folder / "events").is_dir() and (folder / "k_table.parquet").is_file()


def _unreadable(file: Place, error: OSError) -> FileUnreadableError:
    reason = error.strerror or type(error).__name__
    return FileUnreadableError(
        Text(
            de=f"{file.parent.name}: {file.name} ist nicht lesbar: {reason}.",
            en=f"{file.parent.name}: cannot read {file.name}: {reason}.",
        ),
        hint=Text(
            de="Prüfen Sie die Rechte und den Datenträger.", en="check the rights and the disk."
        ),
    )
