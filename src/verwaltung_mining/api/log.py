"""A log as the user sees it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

import polars as pl

from verwaltung_mining.api.exported import Keyed, Local, exported
from verwaltung_mining.engine import Executor
from verwaltung_mining.errors import SettingsError
from verwaltung_mining.eventlog.ends import with_ends
from verwaltung_mining.eventlog.filters import narrow
from verwaltung_mining.eventlog.room import ImportSettings
from verwaltung_mining.eventlog.schema import EventLog, QualityFinding
from verwaltung_mining.eventlog.store import (
    check_place,
    is_kept,
    read_from_object_store,
    read_stored,
    write_log,
)
from verwaltung_mining.eventlog.where import parse_condition
from verwaltung_mining.importers import ReadOptions
from verwaltung_mining.object_store import is_address, refuse_writing
from verwaltung_mining.outputs.html import log_html
from verwaltung_mining.outputs.inspection import inspection_text
from verwaltung_mining.pipeline import KNOWN_SECTIONS, log_summary, steps_of
from verwaltung_mining.provenance import ColumnDecision
from verwaltung_mining.release import opened
from verwaltung_mining.settings import Settings, settings_of
from verwaltung_mining.texts import Language, Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Log:
    """An event log without persons, ready to be analysed."""

    event_log: EventLog
    """The canonical tables; using them directly is outside the privacy gate."""
    left_out: dict[str, int] = field(default_factory=dict)
    """Reason → cases that a filter left out."""
    keyed: Keyed | None = None
    """What a key file gave; None where the log was read without one."""

    @property
    def name(self) -> str:
        """The export's name."""
        return self.event_log.name

    @property
    def cases(self) -> int:
        """Number of cases."""
        return self.event_log.cases.height

    @property
    def events(self) -> int:
        """Number of activity instances."""
        return self.event_log.event_count

    @property
    def quality(self) -> tuple[QualityFinding, ...]:
        """What about the data a reader of the results must know."""
        return self.event_log.quality

    @property
    def columns(self) -> tuple[ColumnDecision, ...]:
        """What happened to each column of the export and why."""
        return self.event_log.provenance.columns

    @property
    def appended(self) -> tuple[int, int, int] | None:
        """Cases that an appended export added, replaced, and replaced by the same; else None."""
        keyed = self.keyed
        if keyed is None or keyed.seen is None:
            return None
        return keyed.added, keyed.continued, keyed.unchanged

    def save(self, folder: str | Path, *, force: bool = False) -> None:
        """Keep the log in a folder that `read_log` opens quickly.

        The folder appears when it is complete. Raises OutputExistsError where it exists and
        `force` is not given, UnwritableError where it cannot be written.
        """
        refuse_writing(folder)
        keyed = self.keyed or Keyed()
        write_log(self.event_log, Path(folder), force=force, keys=keyed.keys, seen=keyed.seen)

    @staticmethod
    def check_folder(folder: str | Path, *, force: bool = False) -> None:
        """Raise what `save` to this folder would raise: to be asked before a long import."""
        refuse_writing(folder)
        check_place(Path(folder), force=force)

    def to_polars(self) -> pl.DataFrame:
        """One row per activity: activity (String), events, cases (UInt32).

        Activities of too few people or cases are left out.
        """
        return opened(steps_of(self.event_log)).frame

    def to_text(
        self, language: Language = "en", *, settings: Settings | str | Path | None = None
    ) -> str:
        """How the export was read, as `inspect` prints it; `settings` as for `analyse`."""
        return inspection_text(log_summary(self.event_log, settings_of(settings)), language)

    def _repr_html_(self) -> str:
        return log_html(log_summary(self.event_log, settings_of(None)), "en")

    def __repr__(self) -> str:
        return f"<Log {self.name}: {self.cases} cases, {self.events} events>"


def read_log(
    path: str | Path,
    *,
    case_id: str | None = None,
    activity: str | None = None,
    timestamp: str | None = None,
    start: str | None = None,
    resource: str | None = None,
    org_unit: str | None = None,
    mapping: str | Path | None = None,
    zone: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    date_order: Literal["dmy", "mdy"] | None = None,
    end: Sequence[str] = (),
    where: Sequence[str] = (),
    from_: date | None = None,
    to: date | None = None,
    case_list: str | Path | None = None,
    key_file: str | Path | None = None,
    append_to: str | Path | None = None,
    settings: Settings | str | Path | None = None,
    scratch: str | Path | None = None,
    engine: Executor | None = None,
) -> Log:
    """The log of an export (delimited text, workbook, XES, Parquet) or of a folder that `Log.save`
    wrote.

    Such a folder is also read from an object store (`s3://bucket/procedure.vmlog`). A folder of
    exports with the same columns is read as one export, in the order of the files' names; `engine`
    as `open_engine` gives it reads several at a time, where its workers see the same folders.
    Columns that are not named are guessed; `Log.columns` tells how. `end` names the activities
    that complete a case, `where`, `from_` and `to` narrow to some cases, `case_list` writes the
    local list of case numbers and file references. `key_file` holds a key, drawn where there is no
    such file: with it the cases of a later export are known again, and `append_to` names the folder
    of the log that this export continues. The result is both; `save` writes it.
    `settings` as for `analyse`: `memory` under [import] bounds the rows that are in memory at once;
    others lie as codes in the folder `scratch` (else where temporary files lie) as long as the log
    is in use.
    Raises DataError and its kinds where the export cannot be read, RefusedError where names of
    people or too few cases stand against it.
    """
    source, chosen = Path(path), settings_of(settings)
    chosen.check(KNOWN_SECTIONS)
    said = {
        "case_id": case_id, "activity": activity, "timestamp": timestamp, "start": start,
        "resource": resource, "org_unit": org_unit, "encoding": encoding, "delimiter": delimiter,
        "sheet": sheet, "date_order": date_order, "zone": zone, "mapping": _path(mapping or None),
    }  # fmt: skip
    given: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    if append_to is not None:
        refuse_writing(append_to)
    remote = is_address(path)
    if remote or is_kept(source):
        only = {"case_list": case_list, "key_file": key_file, "append": append_to}
        _refuse_reading_options([*given, *(name for name, value in only.items() if value)])
        stored = read_from_object_store(str(path)) if remote else read_stored(source)
        keyed = None
        log = with_ends(stored, tuple(end)) if end else stored
    else:
        local = Local(
            case_list=_path(case_list), key_file=_path(key_file), append_to=_path(append_to)
        )
        local.check(narrowed=bool(where or from_ or to))
        room = chosen.section("import", ImportSettings).room(_path(scratch))
        log, keyed = exported(source, ReadOptions(**given, room=room), tuple(end), local, engine)
    if not (where or from_ or to):
        return Log(event_log=log, keyed=keyed)
    narrowed = narrow(log, where=[parse_condition(text) for text in where], begin=from_, end=to)
    return Log(event_log=narrowed.log, left_out=narrowed.left_out)


def _path(given: str | Path | None) -> Path | None:
    return None if given is None else Path(given)


def _refuse_reading_options(given: Sequence[str]) -> None:
    if given:
        names = ", ".join("--" + name.replace("_", "-") for name in given)
        raise SettingsError(
            Text(
                de=f"Das Protokoll ist schon eingelesen; {names} wirkt hier nicht.",
                en=f"the log is imported already; {names} has no effect here.",
            ),
            hint=Text(
                de="Geben Sie die Angabe beim Einlesen des Exports (import) an.",
                en="say it when the export is read (import).",
            ),
        )
