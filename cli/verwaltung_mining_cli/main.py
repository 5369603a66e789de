"""The command line: one group, one file per verb, loaded when used."""

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click
from click import Context, HelpFormatter
from click.exceptions import NoSuchCommand

from verwaltung_mining_cli.bilingual import Command
from verwaltung_mining_cli.failures import guarded
from verwaltung_mining_cli.options import language_option
from verwaltung_mining_cli.session import Session, session_of, spoken_language

PROGRAM = "verwaltung-mining"
ENVIRONMENT_PREFIX = "VERWALTUNG_MINING"

VERBS = {
    "demo": "demo",
    "inspect": "inspect",
    "import": "import_log",
    "analyze": "analyze",
    "explain": "explain",
    "map": "map",
    "model": "model",
    "detectors": "detectors",
    "init": "init",
    "doctor": "doctor",
}
"""Verb → module in `commands`, in the order of use."""


class Verbs(Command, click.Group):
    """The group; a verb's module is imported when the verb is asked for."""

    def list_commands(self, ctx: Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"verwaltung_mining_cli.commands.{VERBS[cmd_name]}")
        verb: click.Command = module.verb
        return verb

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in VERBS and not args[0].startswith("-"):
            raise NoSuchCommand(args[0], possibilities=VERBS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        session = session_of(ctx)
        rows = []
        for name in VERBS:
            verb = self.get_command(ctx, name)
            if isinstance(verb, Command):
                text = session.say(de=verb.de, en=verb.en)
                rows.append((name, text.partition("\n")[0]))
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        **extra: Any,
    ) -> NoReturn:
        """Run and exit with the documented code."""
        given = list(sys.argv[1:] if args is None else args)
        session = Session(language=spoken_language(given, os.environ))
        extra |= {"obj": session, "auto_envvar_prefix": ENVIRONMENT_PREFIX}
        extra["standalone_mode"] = False
        run = super().main
        sys.exit(guarded(lambda: run(args, prog_name or PROGRAM, **extra), session))


@click.group(
    cls=Verbs,
    de="Aus einem ausgeleiteten Ereignisprotokoll werden gereihte Verbesserungsvorschläge.\n\n"
    "Ergebnisse stehen auf der Standardausgabe oder in Dateien, alles andere auf stderr. "
    "Rückgabewerte: 0 erledigt, 1 Daten oder Laufzeit, 2 Aufruf, 3 Schwelle von "
    "--fail-on erreicht, 4 vom Datenschutz abgelehnt, 130 abgebrochen.",
    en="From an exported event log to ranked improvement candidates.\n\n"
    "Results go to stdout or to files, everything else to stderr. Exit codes: 0 done, 1 data or "
    "run time, 2 usage, 3 a --fail-on threshold was hit, 4 refused by the privacy gate, "
    "130 interrupted.",
    examples=(
        f"{PROGRAM} demo",
        f"{PROGRAM} inspect export.csv",
        f"{PROGRAM} analyze export.csv --out result",
    ),
)
@language_option
@click.version_option(package_name="verwaltung-mining", prog_name=PROGRAM)
def verbs() -> None:
    """All verbs."""


def main() -> NoReturn:
    """Entry point of the installed program."""
    verbs.main()
