"""Exports as logs, with the files that stay with the analyst: case list and key file."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from verwaltung_mining.disk.refusals import told_as_unwritable
from verwaltung_mining.engine import Executor
from verwaltung_mining.errors import RefusedError, SettingsError
from verwaltung_mining.eventlog.append import append
from verwaltung_mining.eventlog.blocks import first_monday_of
from verwaltung_mining.eventlog.canonical import with_references
from verwaltung_mining.eventlog.case_list import write_case_list
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.eventlog.store import State, read_case_keys, read_stored, state_of
from verwaltung_mining.identity.case_keys import CaseKeys, case_keys, key_of
from verwaltung_mining.importers import ReadOptions, read
from verwaltung_mining.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Keyed:
    """What a key file gave to a log."""

    keys: CaseKeys | None = None
    seen: State | None = None
    """The state of the log that an export was appended to."""
    added: int = 0
    """Cases that the log did not have before."""
    continued: int = 0
    """Cases that were replaced whole by what the newer export says of them."""
    unchanged: int = 0
    """Of these, cases in which the same happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """Files of the analyst's own that an export is read with; they stay in the house."""

    case_list: Path | None
    key_file: Path | None
    append_to: Path | None

    def check(self, *, narrowed: bool) -> None:
        """Raise RefusedError for appending without a key, SettingsError for what does not fit."""
        if self.append_to is not None and self.key_file is None:
            raise _no_key()
        if self.append_to is not None and self.key_file is not None and not self.key_file.exists():
            raise _key_is_not_there(self.key_file)
        if self.key_file is not None and narrowed:
            raise _narrowed()
        if self.append_to is not None and self.case_list is not None:
            raise _no_case_list()


def exported(
    source: Path,
    options: ReadOptions,
    end: tuple[str, ...],
    local: Local,
    engine: Executor | None,
) -> tuple[EventLog, Keyed | None]:
    """The log of an export, and what the key file gave to it."""
    raw = read(source, options, engine)
    if local.append_to is not None and local.key_file is not None:
        return _appended(raw, end, local.key_file, local.append_to)
    log, references = with_references(raw, end=end)
    if local.case_list is not None:
        write_case_list(references, local.case_list)
    return log, Keyed(keys=_keys(references, local.key_file)) if local.key_file else None


def _keys(references: pl.Series, key_file: Path) -> CaseKeys:
    with told_as_unwritable(key_file):
        key = key_of(key_file)
    return case_keys(references, key)


def _appended(
    raw: RawLog, end: tuple[str, ...], key_file: Path, folder: Path
) -> tuple[EventLog, Keyed]:
    seen = state_of(folder)
    log, known = read_stored(folder), read_case_keys(folder)
    if known is None:
        raise _without_keys(folder)
    monday = first_monday_of(log.events)
    newer, references = with_references(raw, end=end, blocks_from=monday)
    both = append(log, known, newer, _keys(references, key_file), raw.room)
    counts = {"added": both.added, "continued": both.continued, "unchanged": both.unchanged}
    return both.log, Keyed(keys=both.keys, seen=seen, **counts)


def _no_key() -> RefusedError:
    return RefusedError(
        Text(
            de="Ohne Schlüsseldatei wird kein Export angefügt: "
            "Fälle zweier Exporte werden sonst nicht zusammengeführt.",
            en="no export is appended without the key file: "
            "cases of two exports are not matched otherwise.",
        ),
        hint=Text(
            de="Nennen Sie die Schlüsseldatei, mit der das Protokoll entstand (--key-file).",
            en="name the key file with which the log was made (--key-file).",
        ),
    )


def _key_is_not_there(file: Path) -> SettingsError:
    return SettingsError(
        Text(de=f"Die Schlüsseldatei {file} gibt es nicht.", en=f"there is no key file {file}."),
        hint=Text(
            de="Nennen Sie die, die beim ersten Einlesen entstand.",
            en="name the one that the first import made.",
        ),
    )


def _narrowed() -> SettingsError:
    return SettingsError(
        Text(
            de="Mit --key-file wird ein Export ganz eingelesen.",
            en="with --key-file an export is read whole.",
        ),
        hint=Text(
            de="Filtern Sie erst bei der Auswertung (analyze).",
            en="filter when you analyse (analyze).",
        ),
    )


def _no_case_list() -> SettingsError:
    return SettingsError(
        Text(
            de="Beim Anfügen entsteht keine Fallliste: "
            "die Aktenzeichen der älteren Fälle sind nicht gespeichert.",
            en="appending makes no case list: "
            "the file references of the older cases are not stored.",
        ),
        hint=Text(
            de="Lesen Sie dafür einen Export mit allen Fällen ein.",
            en="import an export of all cases for that.",
        ),
    )


def _without_keys(folder: Path) -> RefusedError:
    return RefusedError(
        Text(
            de=f"{folder} wurde ohne Schlüsseldatei eingelesen.",
            en=f"{folder} was imported without a key file.",
        ),
        hint=Text(
            de="Lesen Sie den älteren Export noch einmal mit --key-file ein.",
            en="import the older export again with --key-file.",
        ),
    )
