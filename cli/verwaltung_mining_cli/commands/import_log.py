"""`import`: read an export once and keep it in the toolkit's own form."""

from pathlib import Path

import click

from verwaltung_mining_cli.bilingual import command
from verwaltung_mining_cli.console import note, progress, result
from verwaltung_mining_cli.options import (
    common_options,
    force_option,
    log_argument,
    output_option,
)
from verwaltung_mining_cli.reading import Reading, reading_options
from verwaltung_mining_cli.session import session_of


@command(
    "import",
    de="Einen Export einlesen und als Protokoll ablegen.\n\n"
    "Das Protokoll enthält keine Namen von Beschäftigten und wird schneller ausgewertet als der "
    "Export. Mit --case-list entsteht daneben die Liste der Aktenzeichen.",
    en="Read an export and keep it as a log.\n\n"
    "The log holds no names of staff and is analysed faster than the export. --case-list writes "
    "the list of file references beside it.",
    examples=(
        "verwaltung-mining import export.csv -o protokoll",
        "verwaltung-mining import export.csv -o protokoll --case-list faelle.csv",
    ),
)
@log_argument
@output_option(de="Ordner des Protokolls.", en="Folder of the log.")
@force_option
@reading_options
@common_options
@click.pass_context
def verb(ctx: click.Context, log: Path, reading: Reading, output: Path, force: bool) -> None:
    """Ask whether there is room, read and save."""
    import verwaltung_mining as vm

    session = session_of(ctx)
    vm.Log.check_folder(output, force=force)
    imported = reading.open(log, session)
    with progress(session, de=f"{output} wird geschrieben …", en=f"writing {output} …"):
        imported.save(output, force=force)
    result(imported.to_text(session.language))
    if not session.quiet:
        head = session.say(de="Weiter:", en="Next:")
        note(f"\n{head} verwaltung-mining analyze {output}")
