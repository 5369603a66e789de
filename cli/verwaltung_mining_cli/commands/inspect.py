"""`inspect`: how an export was read, without analysing it."""

from pathlib import Path

import click

from verwaltung_mining_cli.bilingual import command
from verwaltung_mining_cli.console import note, result
from verwaltung_mining_cli.options import common_options, log_argument, settings_option
from verwaltung_mining_cli.reading import Reading, reading_options
from verwaltung_mining_cli.session import session_of


@command(
    "inspect",
    de="Zeigen, wie ein Export gelesen wird.\n\n"
    "Spalten mit ihren Rollen und den Gründen, auch welche Angaben nicht verglichen werden, "
    "Zeichensatz, Trennzeichen, Datumsformat, was ausgesondert wurde, Datenqualität und welche "
    "Auswertungen möglich sind.",
    en="Show how an export is read.\n\n"
    "Columns with their roles and why, which attributes are not compared, encoding, delimiter, "
    "date format, what was set aside, data quality, and which analyses are possible.",
    examples=(
        "verwaltung-mining inspect export.csv",
        "verwaltung-mining inspect export.csv --case-id Az --timestamp Datum",
    ),
)
@log_argument
@settings_option
@reading_options
@common_options
@click.pass_context
def verb(ctx: click.Context, log: Path, reading: Reading, settings: Path | None) -> None:
    """Read and describe."""
    session = session_of(ctx)
    opened = reading.open(log, session, settings)
    result(opened.to_text(session.language, settings=settings))
    if not session.quiet:
        head = session.say(de="Weiter:", en="Next:")
        note(f"\n{head} verwaltung-mining analyze {log}")
