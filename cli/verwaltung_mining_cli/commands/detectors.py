"""`detectors`: what is looked for."""

import click

from verwaltung_mining_cli.bilingual import argument, command
from verwaltung_mining_cli.console import result
from verwaltung_mining_cli.options import common_options
from verwaltung_mining_cli.session import session_of


@command(
    "detectors",
    de="Zeigen, wonach gesucht wird.\n\n"
    "Ohne NAME die Liste aller Muster; mit NAME Definition, Begründung, Quelle und Einstellungen.",
    en="Show what is looked for.\n\n"
    "Without NAME the list of all patterns; with NAME definition, reason, source and settings.",
    examples=("verwaltung-mining detectors", "verwaltung-mining detectors return_loop"),
)
@argument(
    "name", required=False, de="Kennung oder Name des Musters.", en="Id or name of the pattern."
)
@common_options
@click.pass_context
def verb(ctx: click.Context, name: str | None) -> None:
    """List or describe."""
    import verwaltung_mining as vm

    result(vm.detectors_text(session_of(ctx).language, name=name))
