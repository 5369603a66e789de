"""The bytes of an export file, unpacked where gzip packed them."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.texts import Text

GZIP_MAGIC = b"\x1f\x8b"
BOMB_GRACE_BYTES = 32 * 1024 * 1024
"""Unpacked bytes that are never asked about."""
BOMB_RATIO = 200
"""Unpacked to packed bytes above which a file is no export; real ones reach 43."""
PIECE_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """An export as it lies on disk; its content is read piece by piece."""

    path: Path
    sha256: str
    """Of the file as it lies there."""
    size: int
    packed: bool

    def pieces(self) -> Iterator[bytes]:
        """The unpacked content; raises FileUnreadableError where it is damaged."""
        try:
            with self.path.open("rb") as stored:
                yield from self._unpacked(stored) if self.packed else _pieces(stored)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise _damaged(self.path) from error
        except OSError as error:
            raise _unreadable(self.path) from error

    def _unpacked(self, stored: IO[bytes]) -> Iterator[bytes]:
        """The content of a gzip archive, as long as it may be one of an export."""
        limit, size = max(BOMB_GRACE_BYTES, BOMB_RATIO * self.size), 0
        with gzip.open(stored, "rb") as unpacked:
            for piece in _pieces(unpacked):
                size += len(piece)
                if size > limit:
                    raise bomb(self.path)
                yield piece


def stored_file(path: Path) -> StoredFile:
    """The file; raises FileUnreadableError where it is missing, empty or damaged."""
    digest, size, begin = hashlib.sha256(), 0, b""
    try:
        with path.open("rb") as stored:
            for piece in _pieces(stored):
                begin = begin or piece[: len(GZIP_MAGIC)]
                digest.update(piece)
                size += len(piece)
    except OSError as error:
        raise _unreadable(path) from error
    packed = begin == GZIP_MAGIC
    file = StoredFile(path=path, sha256=digest.hexdigest(), size=size, packed=packed)
    if not any(piece.strip() for piece in file.pieces()):
        raise _empty(path)
    return file


def _pieces(stream: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    while piece := stream.read(PIECE_BYTES):
        yield piece


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


def _empty(path: Path) -> FileUnreadableError:
    return FileUnreadableError(
        Text(de=f"{path.name} ist leer.", en=f"{path.name} is empty."),
        hint=Text(de="Leiten Sie die Daten noch einmal aus.", en="export the data once more."),
    )


def bomb(path: Path) -> FileUnreadableError:
    """The error for a file that unpacks to more than an export may."""
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
    if not path.exists():
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
