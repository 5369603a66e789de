"""The bytes of an export file, unpacked where gzip packed them."""

import gzip
import hashlib
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.texts import Text

GZIP_MAGIC = b"\x1f\x8b"
BOMB_GRACE_BYTES = 32 * 1024 * 1024
"""Unpacked bytes that are never asked about."""
BOMB_RATIO = 200
"""Unpacked to packed bytes above which a file is no export; real ones reach 43."""
PIECE_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class FileBytes:
    """Content of a file and the digest of the file as it lies on disk."""

    content: bytes
    sha256: str
    packed: bool


def read_head(path: Path, size: int) -> bytes:
    """The first bytes of the unpacked content; raises FileUnreadableError."""
    try:
        with path.open("rb") as file:
            packed = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
        if not packed:
            with path.open("rb") as file:
                return file.read(size)
        with gzip.open(path, "rb") as unpacked:
            return unpacked.read(size)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise _damaged(path) from error
    except OSError as error:
        raise _unreadable(path) from error


def read_bytes(path: Path) -> FileBytes:
    """The whole content; raises FileUnreadableError where it is missing, empty or damaged."""
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise _unreadable(path) from error
    packed = stored.startswith(GZIP_MAGIC)
    try:
        content = _unpacked(path, stored) if packed else stored
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise _damaged(path) from error
    if not content or content.isspace():
        raise FileUnreadableError(
            Text(de=f"{path.name} ist leer.", en=f"{path.name} is empty."),
            hint=Text(de="Leiten Sie die Daten noch einmal aus.", en="export the data once more."),
        )
    return FileBytes(content=content, sha256=hashlib.sha256(stored).hexdigest(), packed=packed)


def _unpacked(path: Path, stored: bytes) -> bytes:
    """The content of a gzip archive, as long as it may be one of an export."""
    limit = max(BOMB_GRACE_BYTES, BOMB_RATIO * len(stored))
    pieces, size = [], 0
    with gzip.open(io.BytesIO(stored), "rb") as unpacked:
        while piece := unpacked.read(PIECE_BYTES):
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise _bomb(path)
    return b"".join(pieces)


def _bomb(path: Path) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{path.name} ist gepackt unglaubhaft klein: entpackt mehr als "
            f"{BOMB_RATIO}-mal so groß.",
            en=f"{path.name} unpacks to more than {BOMB_RATIO} times its size.",
        ),
        hint=Text(
            de="Das ist keine Ausleitung; prüfen Sie, woher die Datei kommt.",
            en="that is no export; check where the file comes from.",
        ),
    )


def _unreadable(path: Path) -> FileUnreadableError:
    if path.is_dir():
        found = Text(
            de=f"{path.name} ist ein Ordner, keine Datei.",
            en=f"{path.name} is a folder, not a file.",
        )
    elif not path.exists():
        found = Text(de=f"{path.name} gibt es nicht.", en=f"{path.name} does not exist.")
    else:
        found = Text(
            de=f"{path.name} lässt sich nicht öffnen.", en=f"{path.name} cannot be opened."
        )
    return FileUnreadableError(
        found,
        hint=Text(
            de="Prüfen Sie den Pfad und Ihre Leserechte.", en="check the path and your permissions."
        ),
    )


def _damaged(path: Path) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{path.name} ist unvollständig oder beschädigt: das gzip-Archiv bricht ab.",
            en=f"{path.name} is truncated or damaged: the gzip archive breaks off.",
        ),
        hint=Text(
            de="Übertragen oder leiten Sie die Datei noch einmal vollständig aus.",
            en="copy or export the file once more, completely.",
        ),
    )
