"""`analyze`: the ranked improvement candidates."""

from pathlib import Path

import click

from verwaltung_mining_cli.analysing import analysis_of
from verwaltung_mining_cli.bilingual import command, option
from verwaltung_mining_cli.console import note, result
from verwaltung_mining_cli.options import (
    common_options,
    force_option,
    json_option,
    log_argument,
    settings_option,
)
from verwaltung_mining_cli.reading import Reading, reading_options
from verwaltung_mining_cli.session import session_of

THRESHOLD_HIT = 3
REACHES = {
    "any": ("hint", "low", "medium", "high"),
    "medium": ("medium", "high"),
    "high": ("high",),
}
"""--fail-on → the labels of confidence that reach it."""


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
@option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    de="Alle Dateien in diesen Ordner schreiben.",
    en="Write all files to this folder.",
)
@option(
    "--excel",
    is_flag=True,
    de="candidates.csv so, wie deutsches Excel sie öffnet.",
    en="candidates.csv as German Excel opens it.",
)
@force_option
@option(
    "--top",
    type=click.IntRange(min=1),
    metavar="N",
    de="Nur die ersten N zeigen.",
    en="Show only the first N.",
)
@option(
    "--fail-on",
    type=click.Choice(list(REACHES)),
    de="Rückgabewert 3, wenn ein Vorschlag so sicher ist.",
    en="Exit with 3 if a candidate is as sure as this.",
)
@settings_option
@reading_options
@common_options
@click.pass_context
def verb(
    ctx: click.Context,
    log: Path,
    reading: Reading,
    settings: Path | None,
    as_json: bool,
    out: Path | None,
    excel: bool,
    force: bool,
    top: int | None,
    fail_on: str | None,
) -> None:
    """Read, analyse, write or print, judge."""
    session = session_of(ctx)
    analysis = analysis_of(log, reading, settings, session)
    if out is not None:
        analysis.save(out, force=force, excel=excel, language=session.language)
    if as_json:
        result(analysis.to_json())
    else:
        result(analysis.to_text(session.language, top=top))
        if not session.quiet:
            note("\n".join(["", *analysis.next_steps(session.language, log=str(out or log))]))
    if fail_on and any(c.confidence in REACHES[fail_on] for c in analysis.candidates):
        ctx.exit(THRESHOLD_HIT)
