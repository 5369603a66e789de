"""`doctor`: what is installed and how this machine is set up."""

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version

import click

from verwaltung_mining_cli.bilingual import command
from verwaltung_mining_cli.console import result
from verwaltung_mining_cli.options import common_options
from verwaltung_mining_cli.session import session_of

PACKAGES = (
    "verwaltung-mining", "polars", "pm4py", "numpy", "scipy", "networkx", "matplotlib", "lxml",
    "msgspec", "click", "holidays",
)  # fmt: skip
VARIABLES = "VERWALTUNG_MINING_"


@command(
    "doctor",
    de="Versionen und Umgebung zeigen.\n\nFür Rückfragen; enthält keine Falldaten und keine Namen.",
    en="Show versions and environment.\n\nFor questions to others; holds no case data, no names.",
    examples=("verwaltung-mining doctor",),
)
@common_options
@click.pass_context
def verb(ctx: click.Context) -> None:
    """List the versions."""
    session = session_of(ctx)
    missing = session.say(de="fehlt", en="missing")
    rows = [(name, _version(name) or missing) for name in PACKAGES]
    rows.append(("Python", platform.python_version()))
    rows.append(
        (session.say(de="System", en="system"), f"{platform.system()} {platform.machine()}")
    )
    rows.append((session.say(de="Prozessorkerne", en="processor cores"), str(os.cpu_count())))
    rows.append((session.say(de="Sprache", en="language"), session.language))
    rows.append(
        (session.say(de="Zeichensatz der Ausgabe", en="output encoding"), sys.stdout.encoding)
    )
    rows += [(name, os.environ[name]) for name in sorted(os.environ) if name.startswith(VARIABLES)]
    width = max(len(name) for name, _ in rows)
    result("".join(f"{name:<{width}}  {value}\n" for name, value in rows))


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
