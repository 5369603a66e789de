"""`analyze`: the ranked improvement candidates."""

from pathlib import Path

import click

from verwaltung_mining_cli.analysing import analysis_of
from verwaltung_mining_cli.bilingual import command
from verwaltung_mining_cli.console import result
from verwaltung_mining_cli.engine import Engine, engine_options
from verwaltung_mining_cli.fail_on import exit_if_reached, fail_on_option
from verwaltung_mining_cli.options import common_options, json_option, log_argument, top_option
from verwaltung_mining_cli.reading import Reading, reading_options
from verwaltung_mining_cli.session import session_of
from verwaltung_mining_cli.telling import tell
from verwaltung_mining_cli.writing import Writing, writing_options


@command(
    "analyze",
    de="Verbesserungsvorschläge suchen und reihen.\n\n"
    "Zeigt, was gelesen wurde, was gut läuft und welche Vorschläge wie viel Wartezeit ersparen. "
    "Mit --out entstehen analysis.json, candidates.csv, summary.md, model.bpmn und map.svg.",
    en="Find and rank improvement candidates.\n\n"
    "Shows what was read, what goes well, and how much waiting each candidate would save. "
    "--out writes analysis.json, candidates.csv, summary.md, model.bpmn and map.svg.",
    examples=(
        "verwaltung-mining analyze export.csv",
        "verwaltung-mining analyze export.csv --out result --excel",
        "verwaltung-mining analyze export.csv --where Verfahren=Neubau --from 2024-01-01",
        "verwaltung-mining analyze export.xes.gz --json > result.json",
    ),
)
@log_argument
@json_option
@top_option
@writing_options
@fail_on_option
@engine_options
@reading_options
@common_options
@click.pass_context
def verb(
    ctx: click.Context, log: Path, as_json: bool, top: int | None, writing: Writing,
    engine: Engine, fail_on: str | None, settings: Path | None, reading: Reading,
) -> None:  # fmt: skip
    """Read, analyse, write, print, judge."""
    session = session_of(ctx)
    analysis = analysis_of(log, reading, settings, session, engine)
    if as_json:
        result(analysis.to_json().encode())
        writing.save(analysis, session)
    else:
        tell(analysis, session, log=log, writing=writing, top=top)
    exit_if_reached(ctx, analysis, fail_on)
