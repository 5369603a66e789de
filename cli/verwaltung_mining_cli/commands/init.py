"""`init`: a settings file to start from."""

from pathlib import Path

import click

from verwaltung_mining_cli.bilingual import command, option
from verwaltung_mining_cli.console import note
from verwaltung_mining_cli.options import PLACE, common_options, force_option
from verwaltung_mining_cli.session import session_of


@command(
    "init",
    de="Eine kommentierte Einstellungsdatei anlegen.\n\n"
    "Sie nennt jede Einstellung mit Vorgabe und Bedeutung; nichts davon ist eingeschaltet.",
    en="Write a commented settings file.\n\n"
    "It names every setting with its default and meaning; none of it is switched on.",
    examples=("verwaltung-mining init",),
)
@option(
    "-o",
    "--output",
    type=PLACE,
    default="verwaltung-mining.toml",
    show_default=True,
    de="Name der Datei.",
    en="Name of the file.",
)
@force_option
@common_options
@click.pass_context
def verb(ctx: click.Context, output: Path, force: bool) -> None:
    """Write the file."""
    import verwaltung_mining as vm

    session = session_of(ctx)
    vm.write_settings_template(output, force=force)
    if not session.quiet:
        note(session.say(de=f"Geschrieben: {output}", en=f"written: {output}"))
