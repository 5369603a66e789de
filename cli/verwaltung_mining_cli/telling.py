"""Printing an analysis, with the commands that lead on from it."""

from pathlib import Path
from typing import TYPE_CHECKING

from verwaltung_mining_cli.console import note, result
from verwaltung_mining_cli.session import Session
from verwaltung_mining_cli.writing import Writing

if TYPE_CHECKING:
    from verwaltung_mining import Analysis


def tell(
    analysis: "Analysis", session: Session, *, log: Path, writing: Writing, top: int | None = None
) -> None:
    """The ranked candidates to stdout; then the files; then, to stderr, what to do next."""
    result(analysis.to_text(session.language, top=top))
    writing.save(analysis, session)
    if not session.quiet:
        steps = analysis.next_steps(
            session.language, source=str(writing.out or log), saved=writing.out is not None
        )
        note("\n".join(["", *steps]) if steps else "")
