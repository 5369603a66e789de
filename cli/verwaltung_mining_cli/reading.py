"""The options that say how to read an export and which part of it to analyse."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeVar

import click

from verwaltung_mining_cli.bilingual import option
from verwaltung_mining_cli.console import progress
from verwaltung_mining_cli.options import FILE
from verwaltung_mining_cli.session import Session

if TYPE_CHECKING:
    from verwaltung_mining import Log, Settings

F = TypeVar("F", bound=Callable[..., Any])

DAY = click.DateTime(formats=["%Y-%m-%d", "%d.%m.%Y"])

OPTIONS = (
    option("--mapping", type=FILE, de="Zuordnungsdatei (TOML).", en="Mapping file (TOML)."),
    option("--case-id", metavar="COLUMN", de="Spalte mit dem Fall.", en="Column with the case."),
    option("--activity", metavar="COLUMN",
           de="Spalte mit der Aktivität.", en="Column with the activity."),
    option("--timestamp", metavar="COLUMN",
           de="Spalte mit dem Abschluss.", en="Column with the completion."),
    option("--start", metavar="COLUMN", de="Spalte mit dem Beginn.", en="Column with the start."),
    option("--resource", metavar="COLUMN",
           de="Spalte mit der Bearbeitung; Namen gehen nicht in die Auswertung ein.",
           en="Column with the person; names do not enter the analysis."),
    option("--org-unit", metavar="COLUMN", de="Spalte mit der Organisationseinheit.",
           en="Column with the organisational unit."),
    option("--zone", de="Zeitzone von Zeitpunkten ohne Angabe.",
           en="Time zone of stamps that name none."),
    option("--encoding", de="Zeichensatz, z. B. cp1252.", en="Encoding, for instance cp1252."),
    option("--delimiter", de="Trennzeichen.", en="Delimiter."),
    option("--sheet", metavar="NAME", de="Tabellenblatt einer Arbeitsmappe.",
           en="Sheet of a workbook."),
    option("--date-order", type=click.Choice(["dmy", "mdy"]),
           de="Reihenfolge von Tag und Monat.", en="Order of day and month."),
    option("--where", multiple=True, metavar="COLUMN=VALUE",
           de="Nur Fälle mit diesem Merkmal; mehrfach möglich.",
           en="Only cases with this attribute; may be repeated."),
    option("--from", "from_", type=DAY, metavar="DATE",
           de="Nur Fälle, die ab diesem Tag beginnen.", en="Only cases that start on or after."),
    option("--to", type=DAY, metavar="DATE",
           de="Nur Fälle, die bis zu diesem Tag beginnen.", en="Only cases that start until."),
    option("--end", multiple=True, metavar="ACTIVITY",
           de="Aktivität, mit der ein Fall abgeschlossen ist; mehrfach möglich.",
           en="Activity that ends a case; may be repeated."),
    option("--case-list", type=FILE,
           de="Liste von Fallnummer und Aktenzeichen hierhin schreiben (bleibt im Haus).",
           en="Write the list of case numbers and file references here (keep it in the house)."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What the command line says about the export; what it leaves unsaid is guessed."""

    said: dict[str, Any] = field(default_factory=dict)

    def with_key(self, key_file: Path | None, append_to: Path | None) -> "Reading":
        """The same, and how cases are known again."""
        given = {"key_file": key_file, "append_to": append_to}
        return Reading(self.said | {name: path for name, path in given.items() if path})

    def for_log(self, place: Path) -> "Reading":
        """The same; rows that do not fit into memory lie beside the log that is to be made."""
        return Reading(self.said | {"scratch": place.absolute().parent})

    def open(
        self,
        path: Path | str,
        session: Session,
        settings: "Settings | Path | None",
        engine: Any = None,
    ) -> "Log":
        """Read the log; `engine`, where one is open, reads exports."""
        import verwaltung_mining as vm

        name = PurePath(path).name
        with progress(session, de=f"{name} wird gelesen …", en=f"reading {name} …"):
            return vm.read_log(path, **self.said, settings=settings, engine=engine)


def reading_options(function: F) -> F:
    """Add the options; the function gets one argument `reading` instead."""

    @wraps(function)
    def collected(*args: Any, **values: Any) -> Any:
        names = [name for name in _names() if name in values]
        said = {
            name: _day(value) for name in names if (value := values.pop(name)) not in (None, ())
        }
        return function(*args, reading=Reading(said), **values)

    for add in reversed(OPTIONS):
        collected = add(collected)
    return collected  # type: ignore[return-value]


def _names() -> list[str]:
    return [
        "mapping", "case_id", "activity", "timestamp", "start", "resource", "org_unit", "zone",
        "encoding", "delimiter", "sheet", "date_order", "where", "from_", "to", "end", "case_list",
    ]  # fmt: skip


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value
