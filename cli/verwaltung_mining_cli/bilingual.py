"""Commands and options whose help is written in German and English."""

from collections.abc import Callable
from typing import Any, TypeVar

import click
from click import Context, HelpFormatter

from verwaltung_mining_cli.session import session_of

F = TypeVar("F", bound=Callable[..., Any])

HEADINGS = {"Options": "Optionen", "Positional arguments": "Argumente", "Commands": "Befehle"}
HELP_DE, HELP_EN = "Diese Hilfe zeigen.", "Show this help."


class GermanFormatter(HelpFormatter):
    """Click's layout under German headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Aufruf: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(HEADINGS.get(heading, heading))


class Option(click.Option):
    """An option with help in both languages."""

    def __init__(self, decls: list[str], *, de: str, en: str, **attrs: Any) -> None:
        super().__init__(decls, help=en, **attrs)
        self.de, self.en = de, en

    def get_help_record(self, ctx: Context) -> tuple[str, str] | None:
        self.help = session_of(ctx).say(de=self.de, en=self.en)
        return super().get_help_record(ctx)


class Argument(click.Argument):
    """An argument with help in both languages."""

    def __init__(self, decls: list[str], *, de: str, en: str, **attrs: Any) -> None:
        super().__init__(decls, help=en, **attrs)
        self.de, self.en = de, en

    def get_help_record(self, ctx: Context) -> tuple[str, str]:
        self.help = session_of(ctx).say(de=self.de, en=self.en)
        return super().get_help_record(ctx)


class Command(click.Command):
    """A command with help and examples in both languages."""

    def __init__(
        self, *args: Any, de: str, en: str, examples: tuple[str, ...] = (), **attrs: Any
    ) -> None:
        super().__init__(*args, **(attrs | {"help": en}))
        self.de, self.en, self.examples = de, en, examples

    def get_help(self, ctx: Context) -> str:
        if session_of(ctx).language == "de":
            ctx.formatter_class = GermanFormatter
        return super().get_help(ctx)

    def format_help_text(self, ctx: Context, formatter: HelpFormatter) -> None:
        self.help = session_of(ctx).say(de=self.de, en=self.en)
        super().format_help_text(ctx, formatter)

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        if self.examples:
            with formatter.section(session_of(ctx).say(de="Beispiele", en="Examples")):
                for example in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{example}\n")

    def get_help_option(self, ctx: Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = session_of(ctx).say(de=HELP_DE, en=HELP_EN)
        return option


def command(name: str, *, de: str, en: str, examples: tuple[str, ...]) -> Callable[[F], Command]:
    """Make a command of a function; the first sentence of its help is listed by the group."""

    def decorate(function: F) -> Command:
        return click.command(name, cls=Command, de=de, en=en, examples=examples)(function)

    return decorate


def option(*decls: str, de: str, en: str, **attrs: Any) -> Callable[[F], F]:
    """Add an option."""
    return click.option(*decls, cls=Option, de=de, en=en, **attrs)


def argument(*decls: str, de: str, en: str, **attrs: Any) -> Callable[[F], F]:
    """Add an argument."""
    return click.argument(*decls, cls=Argument, de=de, en=en, **attrs)
