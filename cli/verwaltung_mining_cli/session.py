"""How this run speaks: language, quiet or verbose."""

import locale
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import click

Language = Literal["de", "en"]

OPTION = "--lang"
VARIABLE = "VERWALTUNG_MINING_LANG"
LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which POSIX asks them."""


@dataclass(slots=True, kw_only=True)
class Session:
    """One run of the command line; options fill in `quiet` and `verbose` while they are read."""

    language: Language = "en"
    quiet: bool = False
    verbose: bool = False
    doing: str = ""
    """The long step that goes on, as the user is told of it; empty between such steps."""

    def say(self, *, de: str, en: str) -> str:
        """The wording in the language of this run."""
        return de if self.language == "de" else en


def session_of(ctx: click.Context) -> Session:
    """The session that the group made; English where there is none."""
    return ctx.find_object(Session) or Session()


def spoken_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """--lang, else VERWALTUNG_MINING_LANG, else the locale; German for German locales only.

    Asked before anything is parsed, so that help and errors speak the language too.

    >>> spoken_language(["analyze", "--lang=de"], {}), spoken_language([], {"LANG": "de_DE.UTF-8"})
    ('de', 'de')
    """
    wish = _after_option(arguments) or environment.get(VARIABLE) or _locale(environment)
    return "de" if wish.lower().startswith(("de", "german")) else "en"


def _after_option(arguments: Sequence[str]) -> str:
    """The last value given, as click takes it."""
    wish = ""
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == OPTION and position + 1 < len(arguments):
            wish = arguments[position + 1]
        elif argument.startswith(f"{OPTION}="):
            wish = argument.removeprefix(f"{OPTION}=")
    return wish


def _locale(environment: Mapping[str, str]) -> str:
    for variable in LOCALE_VARIABLES:
        if environment.get(variable):
            return environment[variable]
    return locale.getlocale()[0] or ""
