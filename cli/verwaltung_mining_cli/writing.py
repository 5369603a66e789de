"""The options that say where an analysis is written."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from verwaltung_mining_cli.bilingual import option
from verwaltung_mining_cli.console import note, progress
from verwaltung_mining_cli.options import force_option
from verwaltung_mining_cli.session import Session, session_of

if TYPE_CHECKING:
    from verwaltung_mining import Analysis

F = TypeVar("F", bound=Callable[..., Any])

OUT = option(
    "--out", type=click.Path(path_type=Path, file_okay=False),
    de="Alle Dateien in diesen Ordner schreiben.", en="Write all files to this folder.",
)  # fmt: skip
EXCEL = option(
    "--excel", is_flag=True,
    de="candidates.csv so, wie deutsches Excel sie öffnet.",
    en="candidates.csv as German Excel opens it.",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Where to write, and how."""

    out: Path | None
    excel: bool
    force: bool

    def check(self, ctx: click.Context) -> None:
        """Stop before anything is read where the options or the folder would stop it afterwards."""
        if self.out is None and self.excel:
            without_folder = session_of(ctx).say(
                de="--excel wirkt nur zusammen mit --out ORDNER.",
                en="--excel has an effect only with --out FOLDER.",
            )
            raise click.UsageError(without_folder, ctx)
        if self.out is None:
            return
        import verwaltung_mining as vm

        vm.Analysis.check_folder(self.out, force=self.force)

    def save(self, analysis: "Analysis", session: Session) -> None:
        """Write the folder if one was named, and say what is in it."""
        if self.out is None:
            return
        with progress(session, de="Karte und Modell entstehen …", en="drawing map and model …"):
            names = analysis.save(
                self.out, force=self.force, excel=self.excel, language=session.language
            )
        if not session.quiet:
            head = session.say(de="Geschrieben nach", en="written to")
            note(f"\n{head} {self.out}: {', '.join(names)}")


def writing_options(function: F) -> F:
    """--out, --excel, --force; the function gets one checked argument `writing` instead."""

    @wraps(function)
    def collected(*args: Any, out: Path | None, excel: bool, force: bool, **values: Any) -> Any:
        writing = Writing(out=out, excel=excel, force=force)
        writing.check(click.get_current_context())
        return function(*args, writing=writing, **values)

    return OUT(EXCEL(force_option(collected)))  # type: ignore[return-value]
