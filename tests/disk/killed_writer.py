"""Writers that are killed before each call that touches the disk, one process for every call.

    python tests/disk/killed_writer.py ROOT KIND

Folder `ROOT/<number>` is what the writer killed before the call of that number left; the last
writer was never killed. KIND is `log`, `result` or `file`. Needs fork.
"""

import os
import signal
import sys
from itertools import count
from pathlib import Path

from verwaltung_mining.disk.whole_file import write_file
from verwaltung_mining.disk.whole_folder import replaced_folder
from verwaltung_mining.outputs.files import prepared_folder

NAMES = ("a", "b", "c")
TOUCHES = ("os.", "open", "fcntl.", "shutil.")
"""Beginnings of the audit events of calls that touch the disk."""


def write(kind: str, place: Path, content: str) -> None:
    """Three files in a folder, or one file."""
    if kind == "file":
        write_file(place, content.encode(), force=True)
        return
    folder = (
        replaced_folder(place)
        if kind == "log"
        else prepared_folder(place, force=True)
    )  # fmt: skip
    with folder as new:
        for name in NAMES:
            (new / name).write_text(content)


def _killed_before(call: int) -> None:
    """End this process as a kill would, before the call of that number."""
    calls = count()

    def hook(event: str, _arguments: object) -> None:
        if event.startswith(TOUCHES) and next(calls) == call:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def main(root: Path, kind: str, *, replaces: bool) -> None:
    """One process after the other, until one is not killed."""
    for call in count():
        place = root / str(call) / "log"
        place.parent.mkdir(parents=True)
        if replaces:
            write(kind, place, "old")
        child = os.fork()
        if child == 0:
            _killed_before(call)
            write(kind, place, "new")
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], replaces=sys.argv[3] == "replaces")
