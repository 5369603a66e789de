"""Printing an analysis, with the commands that lead on from it."""

from pathlib import Path
from typing import TYPE_CHECKING

from verwaltung_mining_cli.console import note, result
from verwaltung_mining_cli.session import Session

if TYPE_CHECKING:
    from verwaltung_mining import Analysis


def tell(analysis: "Analysis", session: Session, *, source: Path, top: int | None = None) -> None:
    """The ranked candidates to stdout, the next steps to stderr; `source` is what they name."""
    result(analysis.to_text(session.language, top=top))
    if not session.quiet:
        note("\n" + "\n".join(analysis.next_steps(session.language, source=str(source))))
