"""A folder that is replaced whole: at any moment the old one or the new one can be found.

Beside a folder `log` stand, while it is written: `.log.part`, the new one until it is complete;
`.log.old`, the replaced one from the moment it makes room until the new one has its name;
`.log.lock`. A killed process may leave them. Then `.log.old` counts where `log` is missing, and
the next writer puts everything in order.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from verwaltung_mining.disk.durable import flush_folder, flush_tree
from verwaltung_mining.disk.only_writer import only_writer
from verwaltung_mining.disk.refusals import told_as_unwritable


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """An empty folder that takes the place of `folder` when the block ends without an error.

    Raises UnwritableError where the place does not allow it or another process writes there.
    """
    with _writing(folder):
        part = _beside(folder, "part")
        try:
            part.mkdir()
            yield part
            flush_tree(part)
            if folder.exists():
                folder.rename(_beside(folder, "old"))
            part.rename(folder)
            flush_folder(folder.parent)
        finally:
            _tidy(folder)


@contextmanager
def untouched_folder(folder: Path) -> Iterator[None]:
    """A block in which nobody writes `folder`; raises what `replaced_folder` would raise."""
    with _writing(folder):
        yield


def standing(folder: Path) -> Path:
    """Where the content of a folder is found: beside it, where its replacement was cut short."""
    old = _beside(folder, "old")
    return old if not folder.exists() and old.is_dir() else folder


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    with told_as_unwritable(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with only_writer(_beside(folder, "lock"), folder):
            _tidy(folder)
            yield


def _tidy(folder: Path) -> None:
    """Put everything in order; who interrupts that is told when it is."""
    try:
        _put_in_order(folder)
    except BaseException:
        _put_in_order(folder)
        raise


def _put_in_order(folder: Path) -> None:
    """Put back what made room for nothing, and remove the rest of a write that ended early.

    The old folder loses its name in one step, before it is removed file by file: under that name
    it is always complete.
    """
    part, old = _beside(folder, "part"), _beside(folder, "old")
    shutil.rmtree(part, ignore_errors=True)
    if old.is_dir():
        old.rename(part if folder.exists() else folder)
    shutil.rmtree(part, ignore_errors=True)


def _beside(folder: Path, state: str) -> Path:
    whole = folder.absolute()
    return whole.with_name(f".{whole.name}.{state}")
