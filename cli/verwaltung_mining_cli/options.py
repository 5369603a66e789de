"""Options that have the same name and meaning in every verb."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click import Context, Parameter

from verwaltung_mining_cli.address_space import with_address_space
from verwaltung_mining_cli.bilingual import argument, option
from verwaltung_mining_cli.session import session_of

F = TypeVar("F", bound=Callable[..., Any])

FILE = click.Path(path_type=Path, dir_okay=False)
PLACE = click.Path(path_type=Path)


class LogPlace(click.Path):
    """A path, or the address of a log in an object store, which stays as it is written."""

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> Any:
        """Path or, of an address, str."""
        return value if "://" in str(value) else super().convert(value, param, ctx)


LOG = LogPlace(path_type=Path)


def _set_quiet(ctx: Context, _parameter: Parameter, value: bool) -> None:
    session_of(ctx).quiet |= value


def _set_verbose(ctx: Context, _parameter: Parameter, value: bool) -> None:
    session_of(ctx).verbose |= value


language_option = option(
    "--lang", type=click.Choice(["de", "en"]), expose_value=False,
    de="Sprache der Ausgabe (sonst VERWALTUNG_MINING_LANG, sonst die des Systems).",
    en="Language of the output (else VERWALTUNG_MINING_LANG, else that of the system).",
)  # fmt: skip
_quiet = option(
    "-q", "--quiet", is_flag=True, expose_value=False, callback=_set_quiet,
    de="Nur das Ergebnis, keine Hinweise.", en="Only the result, no hints.",
)  # fmt: skip
_verbose = option(
    "-v", "--verbose", is_flag=True, expose_value=False, callback=_set_verbose,
    de="Auch den Hergang zeigen, wenn etwas nicht gelingt.",
    en="On errors, show how they came about.",
)  # fmt: skip

log_argument = argument(
    "log", type=LOG, callback=with_address_space,
    de="Export (CSV, XLSX, XES, Parquet), Ordner mit solchen oder Protokoll (Ordner oder s3://…).",
    en="Export (CSV, XLSX, XES, Parquet), folder of such, or imported log (folder or s3://…).",
)  # fmt: skip
settings_option = option(
    "--settings", type=FILE,
    de="Einstellungsdatei (sonst verwaltung-mining.toml im Arbeitsordner).",
    en="Settings file (else verwaltung-mining.toml in the working folder).",
)  # fmt: skip
force_option = option(
    "--force", is_flag=True,
    de="Vorhandene Dateien ersetzen.", en="Replace existing files.",
)  # fmt: skip
json_option = option(
    "--json", "as_json", is_flag=True,
    de="Das ganze Ergebnis als JSON ausgeben.", en="Print the whole result as JSON.",
)  # fmt: skip
top_option = option(
    "--top", type=click.IntRange(min=1), metavar="N",
    de="Je Liste bis zu N zeigen, statt 10 Vorschläge und 5 Hinweise.",
    en="List up to N of each, instead of 10 candidates and 5 hints.",
)  # fmt: skip


def output_option(*, de: str, en: str) -> Callable[[F], F]:
    """-o FILE, required."""
    return option("-o", "--output", type=PLACE, required=True, de=de, en=en)


def common_options(function: F) -> F:
    """--lang, -q, -v."""
    return language_option(_quiet(_verbose(function)))
