"""A file that appears whole or not at all, and never replaces another unasked."""

from pathlib import Path

from verwaltung_mining.disk.durable import flush_file, flush_folder
from verwaltung_mining.disk.only_writer import only_writer
from verwaltung_mining.disk.refusals import exists_already, told_as_unwritable

OWN, ALL = 0o600, 0o666
"""Modes of files; what the user's mask takes away is taken away from both."""


def write_file(path: Path, content: bytes, *, force: bool = False, private: bool = False) -> None:
    """Write a file under another name beside `path`, then rename it.

    `private`: for its owner's eyes only, where the platform knows that, from the first byte on.
    Raises OutputExistsError where it exists and `force` is not given, UnwritableError where the
    folder does not allow it or another process writes the same file.
    """
    lock, part = (path.with_name(f".{path.name}.{state}") for state in ("lock", "part"))
    with told_as_unwritable(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with only_writer(lock, path):
            if path.exists() and (not force or path.is_dir()):
                raise exists_already(path)
            try:
                part.unlink(missing_ok=True)
                part.touch(mode=OWN if private else ALL)
                part.write_bytes(content)
                flush_file(part)
                part.replace(path)
                flush_folder(path.parent)
            finally:
                part.unlink(missing_ok=True)
