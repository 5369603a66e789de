"""Files of one result that appear together or not at all, and never replace another unasked.

Where the folder is new, it gets its name when it is complete. Where it holds other files too, the
new ones wait in `.unfinished`; once they are complete, that is renamed `.finished` in one step,
and they move to their places. Who is killed before that step changes nothing; what is left to
move after it, the next writer moves.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from verwaltung_mining.disk.durable import flush_folder, flush_tree
from verwaltung_mining.disk.only_writer import only_writer
from verwaltung_mining.disk.refusals import exists_already, told_as_unwritable

UNFINISHED, FINISHED, LOCK = ".unfinished", ".finished", ".lock"


@contextmanager
def prepared_folder(target: Path, *, force: bool = False) -> Iterator[Path]:
    """An empty folder whose files and folders move to `target` when all are written.

    Other files in `target` stay. Nothing is moved if anything fails.
    Raises OutputExistsError where one of them exists and `force` is not given, UnwritableError
    where the folder does not allow it or another process writes there.
    """
    with _writing(target):
        prepared = _place(target, UNFINISHED)
        shutil.rmtree(prepared, ignore_errors=True)
        try:
            prepared.mkdir()
            yield prepared
            for new in sorted(prepared.iterdir()):
                _check(new, target / new.name, force=force)
            flush_tree(prepared)
            _publish(prepared, target)
        finally:
            shutil.rmtree(prepared, ignore_errors=True)
            _finish(target)  # interrupted amid the moves: now they are made


def check_place(target: Path, names: Iterable[str], *, force: bool = False) -> None:
    """Raise what writing these files to the folder `target` would raise, before the work is done.

    OutputExistsError where one exists and `force` is not given, UnwritableError where the folder
    does not allow it. Nothing stays behind.
    """
    with _writing(target):
        for name in sorted(names):
            old = target / name
            if old.exists() and (not force or old.is_dir()):
                raise exists_already(old)


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    beside = _beside(target, LOCK)
    with told_as_unwritable(target):
        if target.exists() and beside.exists():
            with only_writer(beside, target):
                shutil.rmtree(_beside(target, UNFINISHED), ignore_errors=True)
        with only_writer(_place(target, LOCK), target):
            _finish(target)
            yield


def _place(target: Path, state: str) -> Path:
    """Inside a folder that is there, else beside it: no empty folder stays if all fails."""
    return target / state if target.exists() else _beside(target, state)


def _beside(target: Path, state: str) -> Path:
    whole = target.absolute()
    existing = next(path for path in whole.parents if path.exists())
    return existing / f".{whole.name}{state}"


def _check(new: Path, old: Path, *, force: bool) -> None:
    """A file replaces a file and a folder a folder, and only if asked to."""
    if old.exists() and not (force and new.is_dir() == old.is_dir()):
        raise exists_already(old)


def _publish(prepared: Path, target: Path) -> None:
    if target.exists():
        prepared.rename(target / FINISHED)
        _finish(target)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    prepared.rename(target)
    flush_folder(target.absolute().parent)


def _finish(target: Path) -> None:
    """Move what is complete to its place."""
    finished = target / FINISHED
    if not finished.is_dir():
        return
    for new in sorted(finished.iterdir()):
        if (target / new.name).is_dir():
            shutil.rmtree(target / new.name)
        new.replace(target / new.name)
    finished.rmdir()
    flush_folder(target)
