"""`model`: the process model as BPMN 2.0."""

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
    "model",
    de="Das Prozessmodell als BPMN 2.0 schreiben.\n\n"
    "Entdeckt aus den Varianten, die zusammen die meisten Fälle abdecken; die Datei lässt sich in "
    "jedem BPMN-Werkzeug öffnen und im Workshop zum Sollablauf umzeichnen.",
    en="Write the process model as BPMN 2.0.\n\n"
    "Discovered from the variants that together cover most cases; any BPMN tool opens the file, "
    "to be redrawn as the target process in a workshop.",
    examples=("verwaltung-mining model export.csv -o modell.bpmn",),
)
@log_argument
@output_option(de="BPMN-Datei.", en="BPMN file.")
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
    """Analyse and model."""
    session = session_of(ctx)
    analysis = analysis_of(log, reading, settings, session)
    analysis.model.save(output, force=force)
    if not session.quiet:
        note(session.say(de=f"Geschrieben: {output}", en=f"written: {output}"))
