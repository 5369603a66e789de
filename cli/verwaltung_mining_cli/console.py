"""Writing to the terminal: results to stdout, everything else to stderr, on any code page."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import click

from verwaltung_mining_cli.session import Session

PROGRESS_AFTER_SECONDS = 1.0

PLAIN = str.maketrans(
    {"–": "-", "−": "-", "…": "...", "→": "->", "⇄": "<->", "∥": "||", "·": "-",
     "≥": ">=", "≤": "<=", "×": "x", "„": '"', "“": '"', "”": '"', "’": "'",
     "\u202f": " ", "\u00a0": " "}
)  # fmt: skip
"""What old code pages lack, in characters that every one has."""


def result(text: str | bytes) -> None:
    """Print a result; bytes are written as they are."""
    if isinstance(text, bytes):
        click.echo(text, nl=False)
    else:
        click.echo(fitting(text, sys.stdout), nl=False, color=False)


def note(text: str) -> None:
    """Print anything that is not the result."""
    click.echo(fitting(text, sys.stderr), err=True, color=False)


def fitting(text: str, stream: TextIO) -> str:
    """The text in characters that the stream can write."""
    encoding = stream.encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(PLAIN).encode(encoding, "replace").decode(encoding)
    return text


@contextmanager
def progress(session: Session, *, de: str, en: str) -> Iterator[None]:
    """Say what takes so long: after a second, on a terminal only, not with -q.

    The session knows it, also after an error, so that an interrupted run can say how far it was.
    """
    session.doing = session.say(de=de, en=en)
    timer = threading.Timer(PROGRESS_AFTER_SECONDS, note, [session.doing])
    timer.daemon = True
    if sys.stderr.isatty() and not session.quiet:
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
    session.doing = ""
