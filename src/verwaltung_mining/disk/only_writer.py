"""One writer at a time: a file beside the place that is written, locked while that goes on.

The lock belongs to the operating system and ends with its process, however that ends: a lock
file that a killed process left behind is not locked, and the next writer takes it over. Readers
never ask for it.
"""

import errno
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

import msgspec

from verwaltung_mining.errors import UnwritableError
from verwaltung_mining.texts import Text

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NO_LOCKS = {errno.ENOTSUP, errno.ENOSYS, errno.ENOLCK}
"""Said by volumes that know no locks; there, nobody is kept from writing at the same time."""
LOCKED_BYTE = 1 << 30
"""On Windows a locked byte cannot be read by others: one far behind the text is taken."""


class Writer(msgspec.Struct, frozen=True, kw_only=True):
    """Who writes, as the lock file says it."""

    process: int
    host: str
    since: str
    """Local time, YYYY-MM-DD HH:MM:SS."""


@contextmanager
def only_writer(lock: Path, place: Path, *, surely: bool = False) -> Iterator[None]:
    """Keep other processes from writing `place` in this block; `lock` is the lock file.

    `surely`: where the volume knows no locks, somebody else is taken to write.
    Raises UnwritableError where another process writes there, with its number, machine and time.
    """
    stream = _taken(lock, place, surely=surely)
    try:
        stream.truncate(0)
        stream.write(msgspec.json.encode(_this_process()))
        yield
    finally:
        _give_back(stream, lock)


def _taken(lock: Path, place: Path, *, surely: bool) -> FileIO:
    while True:
        stream = lock.open("a+b", buffering=0)
        if not _locked(stream, surely=surely):
            with stream:
                raise _busy(place, _writer(stream))
        if _is(stream, lock):
            return stream
        stream.close()


def _is(stream: FileIO, lock: Path) -> bool:
    """Whether the file of that name is still the one opened: its last owner removes it."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(stream.fileno()), lock.stat())
    return False


def _locked(stream: FileIO, *, surely: bool) -> bool:
    try:
        if sys.platform == "win32":
            stream.seek(LOCKED_BYTE)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in NO_LOCKS:
            return not surely
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True


def _give_back(stream: FileIO, lock: Path) -> None:
    if sys.platform == "win32":
        stream.close()
        with suppress(PermissionError):  # the next writer has it open already
            lock.unlink(missing_ok=True)
    else:
        lock.unlink(missing_ok=True)
        stream.close()


def _this_process() -> Writer:
    now = datetime.now(UTC).astimezone()  # noqa: TID251 - shown to who waits, in no result
    return Writer(process=os.getpid(), host=platform.node(), since=f"{now:%Y-%m-%d %H:%M:%S}")


def _writer(stream: FileIO) -> Writer | None:
    """Who holds the lock; None while that is not written yet."""
    stream.seek(0)
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.json.decode(stream.read(), type=Writer)
    return None


def _busy(place: Path, writer: Writer | None) -> UnwritableError:
    de = f" (Prozess {writer.process} auf {writer.host}, seit {writer.since})" if writer else ""
    en = f" (process {writer.process} on {writer.host}, since {writer.since})" if writer else ""
    return UnwritableError(
        Text(
            de=f"{place} wird gerade von einem anderen Prozess geschrieben{de}.",
            en=f"{place} is being written by another process{en}.",
        ),
        hint=Text(
            de="Warten Sie, bis er fertig ist, oder wählen Sie einen anderen Namen.",
            en="wait until it has finished, or choose another name.",
        ),
    )
