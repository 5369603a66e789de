"""`import`: read an export once and keep it in the toolkit's own form."""

from pathlib import Path

import click

from verwaltung_mining_cli.appending import append_options, folder_of, tell_imported
from verwaltung_mining_cli.bilingual import command
from verwaltung_mining_cli.console import progress, result
from verwaltung_mining_cli.engine import Engine, engine_options
from verwaltung_mining_cli.options import common_options, force_option, log_argument
from verwaltung_mining_cli.reading import Reading, reading_options
from verwaltung_mining_cli.session import session_of


@command(
    "import",
    de="Einen Export einlesen und als Protokoll ablegen.\n\n"
    "Das Protokoll enthält keine Namen von Beschäftigten und wird schneller ausgewertet als der "
    "Export. Mit --case-list entsteht daneben die Liste der Aktenzeichen. Mit --append wird ein "
    "neuerer Export angefügt; dazu gehört die Schlüsseldatei des ersten Einlesens. Ein Ordner mit "
    "Exporten derselben Art wird als einer gelesen.",
    en="Read an export and keep it as a log.\n\n"
    "The log holds no names of staff and is analysed faster than the export. --case-list writes "
    "the list of file references beside it. --append adds a newer export; that takes the key file "
    "of the first import. A folder of exports of one kind is read as one.",
    examples=(
        "verwaltung-mining import export.csv -o protokoll",
        "verwaltung-mining import exporte -o protokoll",
        "verwaltung-mining import export.csv -o protokoll --case-list faelle.csv",
        "verwaltung-mining import 2025.csv -o protokoll --key-file schluessel.txt",
        "verwaltung-mining import 2026.csv --append protokoll --key-file schluessel.txt",
    ),
)
@log_argument
@append_options
@force_option
@engine_options
@reading_options
@common_options
@click.pass_context
def verb(
    ctx: click.Context, log: Path, reading: Reading, output: Path | None, force: bool,
    append_to: Path | None, key_file: Path | None, settings: Path | None, engine: Engine,
) -> None:  # fmt: skip
    """Ask whether there is room, read and save."""
    import verwaltung_mining as vm

    session = session_of(ctx)
    place, force = folder_of(ctx, output, append_to), force or output is None
    vm.Log.check_folder(place, force=force)
    reading = reading.with_key(key_file, append_to).for_log(place)
    loaded = vm.load_settings(settings)
    imported = reading.open(log, session, loaded, engine.open(loaded))
    with progress(session, de=f"{place} wird geschrieben …", en=f"writing {place} …"):
        imported.save(place, force=force)
    result(imported.to_text(session.language, settings=loaded))
    tell_imported(session, imported, place)
