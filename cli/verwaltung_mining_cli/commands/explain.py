"""`explain`: one candidate or strength in full."""

from pathlib import Path

import click

from verwaltung_mining_cli.analysing import analysis_of
from verwaltung_mining_cli.bilingual import argument, command
from verwaltung_mining_cli.console import result
from verwaltung_mining_cli.options import LOG, common_options, settings_option
from verwaltung_mining_cli.reading import Reading, reading_options
from verwaltung_mining_cli.session import session_of


@command(
    "explain",
    de="Einen Vorschlag oder eine Stärke im Einzelnen darlegen.\n\n"
    "Beobachtung, Belege, Rechnung mit ihren Zahlen, Vergleich, was dagegen spräche, Fragen an "
    "das Team und ein erster Versuch. ID ist die Kennung, ihr Anfang oder der Rang eines "
    "Vorschlags; was gut läuft, hat eine Kennung mit GP.",
    en="Explain one candidate or strength in full.\n\n"
    "Observation, evidence, formula with its numbers, comparison, what would disprove it, "
    "questions for the team and a first experiment. ID is the id, its beginning, or the rank of "
    "a candidate; what goes well has an id with GP.",
    examples=(
        "verwaltung-mining explain result RL-3f2a9c",
        "verwaltung-mining explain result GP-8f99fc",
        "verwaltung-mining explain export.csv 1",
    ),
)
@argument(
    "source",
    type=LOG,
    metavar="LOG|FOLDER",
    de="Export, eingelesenes Protokoll oder Ordner von analyze --out.",
    en="Export, imported log, or folder written by analyze --out.",
)
@argument(
    "key", metavar="ID", de="Kennung, ihr Anfang oder Rang.", en="Id, its beginning, or rank."
)
@settings_option
@reading_options
@common_options
@click.pass_context
def verb(
    ctx: click.Context, source: Path, key: str, reading: Reading, settings: Path | None
) -> None:
    """Open or analyse, then explain."""
    session = session_of(ctx)
    analysis = analysis_of(source, reading, settings, session)
    result(analysis.explain(key, session.language))
