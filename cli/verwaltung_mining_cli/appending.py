"""Newer exports that are added to a log: the options, and what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from verwaltung_mining_cli.bilingual import option
from verwaltung_mining_cli.console import note
from verwaltung_mining_cli.options import FILE, LOG
from verwaltung_mining_cli.session import Session, session_of

if TYPE_CHECKING:
    from verwaltung_mining import Log

F = TypeVar("F", bound=Callable[..., Any])

_output = option(
    "-o", "--output", type=LOG,
    de="Ordner des Protokolls (mit --append sonst dasselbe Protokoll).",
    en="Folder of the log (with --append, else the same log).",
)  # fmt: skip
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
    """Add the options that say where the log is to stand, and of appending."""
    return _output(_append(_key_file(function)))


def folder_of(ctx: click.Context, output: Path | None, append_to: Path | None) -> Path:
    """Where the log is to stand. Raises UsageError where nothing says it."""
    place = output or append_to
    if place is not None:
        return place
    said = session_of(ctx).say(de="Es fehlt -o ORDNER.", en="-o FOLDER is missing.")
    raise click.UsageError(said, ctx)


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
