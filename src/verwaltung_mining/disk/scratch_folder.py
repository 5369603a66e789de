"""Folders for what does not fit into memory: gone with their last user, also after a power cut.

A folder `.verwaltung-mining-…` stands beside its lock file. The lock ends with the process that
holds it, however that ends: a folder whose lock is free was left behind, and the next process that
needs one removes it.
"""

import os
import secrets
import shutil
import tempfile
import weakref
from contextlib import ExitStack, suppress
from pathlib import Path

from verwaltung_mining.disk.only_writer import only_writer
from verwaltung_mining.disk.refusals import told_as_unwritable
from verwaltung_mining.errors import UnwritableError

PREFIX = ".verwaltung-mining-"
OWN = 0o700
"""For the eyes of the user alone."""


class ScratchFolder:
    """An empty folder of its own; it is removed when nothing refers to this object any more."""

    def __init__(self, parent: Path | None = None) -> None:
        """A folder in `parent`, else where the system keeps temporary files.

        Raises UnwritableError where the place does not allow it.
        """
        place = parent or Path(tempfile.gettempdir())
        with told_as_unwritable(place):
            place.mkdir(parents=True, exist_ok=True)
            _remove_left_behind(place)
            self.path = place / f"{PREFIX}{secrets.token_hex(8)}"
            held = ExitStack()
            held.enter_context(only_writer(_lock(self.path), self.path))
            self.path.mkdir(mode=OWN)
        weakref.finalize(self, _end, self.path, held, os.getpid())

    def __reduce__(self) -> tuple[type[None], tuple[()]]:
        """Sent to another process it is None: only its owner removes the folder."""
        return type(None), ()


def _end(folder: Path, held: ExitStack, owner: int) -> None:
    if os.getpid() != owner:
        return
    shutil.rmtree(folder, ignore_errors=True)
    held.close()


def _remove_left_behind(place: Path) -> None:
    """Remove the folders whose owners are gone; those of others are not touched.

    A link is none of ours. Where a volume knows no locks, nothing is removed.
    """
    for lock in place.glob(f"{PREFIX}*.lock"):
        if lock.is_symlink():
            continue
        folder = lock.with_suffix("")
        with suppress(UnwritableError, PermissionError), only_writer(lock, folder, surely=True):
            shutil.rmtree(folder, ignore_errors=True)


def _lock(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")
