"""Newer exports that are added to a log: the options, and what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from verwaltung_mining_cli.bilingual import option
from verwaltung_mining_cli.console import note
from verwaltung_mining_cli.options import FILE, LOG
from verwaltung_mining_cli.session import Session

if TYPE_CHECKING:
    from verwaltung_mining import Log

F = TypeVar("F", bound=Callable[..., Any])

_append = option(
    "--append", "append_to", type=LOG, metavar="LOG",
    de="Den Export an dieses Protokoll anfügen; fortgesetzte Fälle werden ganz ersetzt.",
    en="Add the export to this log; continued cases are replaced whole.",
)  # fmt: skip
_key_file = option(
    "--key-file", type=FILE,
    de="Schlüssel, mit dem Fälle wiedererkannt werden; entsteht beim ersten Einlesen.",
    en="Key by which cases are known again; the first import makes it.",
)  # fmt: skip


def append_options(function: F) -> F:
    """Add the options of appending."""
    return _append(_key_file(function))


def tell_imported(session: Session, imported: "Log", place: Path) -> None:
    """What an appended export brought, where the log is, and how to go on; nothing with -q."""
    if session.quiet:
        return
    if imported.appended is not None:
        new, again, same = imported.appended
        note(
            session.say(
                de=f"\nAngefügt: {new} neue Fälle; {again} fortgesetzte ersetzt, "
                f"davon {same} unverändert.",
                en=f"\nAppended: {new} new cases; {again} continued ones replaced, "
                f"{same} of them unchanged.",
            )
        )
    note(session.say(de=f"\nGeschrieben: {place}", en=f"\nwritten: {place}"))
    head = session.say(de="Weiter:", en="Next:")
    note(f"\n{head} verwaltung-mining analyze {place}")
