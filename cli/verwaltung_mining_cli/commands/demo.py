"""`demo`: everything on a sample log."""

from pathlib import Path

import click

from verwaltung_mining_cli.bilingual import argument, command, option
from verwaltung_mining_cli.console import note, progress, result
from verwaltung_mining_cli.options import common_options, force_option
from verwaltung_mining_cli.session import session_of

SAMPLES = ("bauantrag", "wohngeld", "gewerbeanmeldung")


@command(
    "demo",
    de="Alles an einem Beispiel zeigen.\n\n"
    "Wertet ein mitgeliefertes, künstliches Protokoll aus. In ihm stecken bekannte Hindernisse; "
    "welche, steht in sample_logs/README.md.",
    en="Show everything on a sample.\n\n"
    "Analyses a synthetic log that comes with the program. Known obstacles are planted in it; "
    "sample_logs/README.md lists them.",
    examples=("verwaltung-mining demo", "verwaltung-mining demo wohngeld --out result"),
)
@argument(
    "sample",
    type=click.Choice(SAMPLES),
    default=SAMPLES[0],
    de="Welches Beispiel.",
    en="Which sample.",
)
@option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    de="Alle Dateien in diesen Ordner schreiben.",
    en="Write all files to this folder.",
)
@force_option
@common_options
@click.pass_context
def verb(ctx: click.Context, sample: str, out: Path | None, force: bool) -> None:
    """Read the sample, analyse it, print and write."""
    import verwaltung_mining as vm

    session = session_of(ctx)
    path = vm.sample_log(sample)
    with progress(session, de=f"{sample} wird ausgewertet …", en=f"analysing {sample} …"):
        analysis = vm.analyse(vm.read_log(path))
    if out is not None:
        analysis.save(out, force=force, language=session.language)
    result(analysis.to_text(session.language))
    if not session.quiet:
        note("\n".join(["", *analysis.next_steps(session.language, log=str(out or path))]))
