"""`demo`: everything on a sample log."""

import click

from verwaltung_mining_cli.address_space import with_address_space
from verwaltung_mining_cli.analysing import analysis_of
from verwaltung_mining_cli.bilingual import argument, command
from verwaltung_mining_cli.options import common_options
from verwaltung_mining_cli.reading import Reading
from verwaltung_mining_cli.session import session_of
from verwaltung_mining_cli.telling import tell
from verwaltung_mining_cli.writing import Writing, writing_options

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
    "sample", type=click.Choice(SAMPLES), default=SAMPLES[0], callback=with_address_space,
    de="Welches Beispiel.", en="Which sample.",
)  # fmt: skip
@writing_options
@common_options
@click.pass_context
def verb(ctx: click.Context, sample: str, writing: Writing) -> None:
    """Read the sample, analyse it, print and write."""
    import verwaltung_mining as vm

    session = session_of(ctx)
    path = vm.sample_log(sample)
    analysis = analysis_of(path, Reading(), None, session)
    tell(analysis, session, log=path, writing=writing)
