"""Why a file or folder is not written, as the user reads it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from verwaltung_mining.errors import OutputExistsError, UnwritableError
from verwaltung_mining.texts import Text

_NO_RIGHT = Text(de="es fehlt das Recht dazu", en="you have no right to do so")
_FULL = Text(de="der Datenträger ist voll", en="the disk is full")
_QUOTA = Text(de="der zugeteilte Platz ist erschöpft", en="your share of the disk is used up")
_REASONS = {
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: Text(de="der Datenträger ist schreibgeschützt", en="the disk is read-only"),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _QUOTA,
    errno.EFBIG: Text(de="eine Datei wird zu groß", en="a file becomes too large"),
}
"""What the operating system says most often, in words; anything else is said as it says it."""
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def exists_already(path: Path) -> OutputExistsError:
    """The error for a file or folder that would be replaced unasked."""
    return OutputExistsError(
        Text(de=f"{path} gibt es schon.", en=f"{path} exists already."),
        hint=Text(
            de="Wählen Sie einen anderen Namen oder ersetzen Sie mit --force.",
            en="choose another name, or replace it with --force.",
        ),
    )


def unwritable(path: Path, error: OSError) -> UnwritableError:
    """The error for a place where the operating system does not let us write."""
    said = error.strerror or str(error) or type(error).__name__
    reason = _REASONS.get(error.errno or 0, Text(de=said, en=said))
    room = error.errno in _NO_ROOM
    return UnwritableError(
        Text(
            de=f"Nach {path} kann nicht geschrieben werden: {reason.de}.",
            en=f"cannot write to {path}: {reason.en}.",
        ),
        hint=Text(
            de="Schaffen Sie Platz oder wählen Sie einen anderen Ordner; "
            "was dort stand, ist unverändert."
            if room
            else "Wählen Sie einen Ordner, in dem Sie schreiben dürfen.",
            en="make room or choose another folder; what stood there is unchanged."
            if room
            else "choose a folder that you may write to.",
        ),
    )


@contextmanager
def told_as_unwritable(path: Path) -> Iterator[None]:
    """Raise UnwritableError for `path` where the operating system refuses."""
    try:
        yield
    except OSError as error:
        raise unwritable(path, error) from error
