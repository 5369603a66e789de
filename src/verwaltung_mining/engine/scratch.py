"""The folder for parts of a log while it is worked on."""

import tempfile

from verwaltung_mining.errors import UnwritableError
from verwaltung_mining.texts import Text


def scratch_folder(parent: str | None) -> "tempfile.TemporaryDirectory[str]":
    """A new folder in `parent`, else where the system keeps what is temporary; gone at the end.

    Raises UnwritableError where it cannot be made.
    """
    try:
        return tempfile.TemporaryDirectory(prefix="verwaltung-mining-", dir=parent)
    except OSError as error:
        place = parent or tempfile.gettempdir()
        raise UnwritableError(
            Text(
                de=f"In {place} lässt sich kein Ordner für Zwischenstände anlegen.",
                en=f"no folder for parts in between can be made in {place}.",
            ),
            hint=Text(
                de="Nennen Sie mit --scratch einen Ordner, den es gibt und in den Sie schreiben "
                "dürfen.",
                en="name a folder with --scratch that exists and that you may write to.",
            ),
        ) from error
