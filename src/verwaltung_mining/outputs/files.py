"""Files that appear whole or not at all, and never replace another unasked."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from verwaltung_mining.errors import OutputExistsError, UnwritableError
from verwaltung_mining.texts import Text


def write_file(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file under another name beside `path`, then rename it.

    Raises OutputExistsError where it exists and `force` is not given, UnwritableError where the
    folder does not allow it.
    """
    with prepared_folder(path.parent, force=force) as folder:
        (folder / path.name).write_bytes(content)


@contextmanager
def prepared_folder(target: Path, *, force: bool = False) -> Iterator[Path]:
    """An empty folder whose files and folders move to `target` when all are written.

    Other files in `target` stay. Nothing is moved if anything fails.
    Raises OutputExistsError where one of them exists and `force` is not given.
    """
    prepared = _beside(target)
    try:
        yield prepared
        entries = sorted(entry.name for entry in prepared.iterdir())
        for name in entries:
            _check(prepared / name, target / name, force=force)
        _publish(prepared, target, entries)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        shutil.rmtree(prepared, ignore_errors=True)


def check_place(target: Path, names: Iterable[str], *, force: bool = False) -> None:
    """Raise what writing these files to the folder `target` would raise, before the work is done.

    OutputExistsError where one exists and `force` is not given, UnwritableError where the folder
    does not allow it. Nothing stays behind.
    """
    for name in sorted(names):
        old = target / name
        if old.exists() and (not force or old.is_dir()):
            raise _exists(old)
    shutil.rmtree(_beside(target), ignore_errors=True)


def _beside(target: Path) -> Path:
    """A folder on the same disk, so that renaming is one step; no empty target if all fails."""
    existing = next((p for p in (target, *target.absolute().parents) if p.exists()), target)
    try:
        return Path(tempfile.mkdtemp(prefix=".unfinished-", dir=existing))
    except OSError as error:
        raise _unwritable(target, error) from error


def _check(new: Path, old: Path, *, force: bool) -> None:
    """A file replaces a file and a folder a folder, and only if asked to."""
    if old.exists() and not (force and new.is_dir() == old.is_dir()):
        raise _exists(old)


def _publish(prepared: Path, target: Path, entries: list[str]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name in entries:
        if (target / name).is_dir():
            shutil.rmtree(target / name)
        (prepared / name).replace(target / name)


def _exists(path: Path) -> OutputExistsError:
    return OutputExistsError(
        Text(de=f"{path} gibt es schon.", en=f"{path} exists already."),
        hint=Text(
            de="Wählen Sie einen anderen Namen oder ersetzen Sie mit --force.",
            en="choose another name, or replace it with --force.",
        ),
    )


def _unwritable(path: Path, error: OSError) -> UnwritableError:
    reason = error.strerror or type(error).__name__
    return UnwritableError(
        Text(
            de=f"Nach {path} kann nicht geschrieben werden: {reason}.",
            en=f"cannot write to {path}: {reason}.",
        ),
        hint=Text(
            de="Wählen Sie einen Ordner, in dem Sie schreiben dürfen.",
            en="choose a folder that you may write to.",
        ),
    )
