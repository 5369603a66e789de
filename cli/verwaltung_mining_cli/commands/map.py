"""`map`: the process map as a picture."""

from pathlib import Path

import click

from verwaltung_mining_cli.analysing import analysis_of
from verwaltung_mining_cli.bilingual import command
from verwaltung_mining_cli.console import note
from verwaltung_mining_cli.options import (
    common_options,
    force_option,
    log_argument,
    output_option,
    settings_option,
)
from verwaltung_mining_cli.reading import Reading, reading_options
from verwaltung_mining_cli.session import session_of


@command(
    "map",
    de="Die Prozesskarte zeichnen.\n\n"
    "Hauptwege von oben nach unten, Schleifen zurück, Strichstärke nach Häufigkeit. Die Endung "
    "der Datei bestimmt das Format: .svg, .png oder .pdf.",
    en="Draw the process map.\n\n"
    "Main paths from top to bottom, loops drawn back, thickness by frequency. The ending of the "
    "file decides the format: .svg, .png or .pdf.",
    examples=("verwaltung-mining map export.csv -o karte.svg",),
)
@log_argument
@output_option(de="Bilddatei.", en="Picture file.")
@force_option
@settings_option
@reading_options
@common_options
@click.pass_context
def verb(
    ctx: click.Context,
    log: Path,
    reading: Reading,
    settings: Path | None,
    output: Path,
    force: bool,
) -> None:
    """Analyse and draw."""
    session = session_of(ctx)
    analysis = analysis_of(log, reading, settings, session)
    analysis.map.save(output, force=force, language=session.language)
    if not session.quiet:
        note(session.say(de=f"Geschrieben: {output}", en=f"written: {output}"))
