"""What was written reaches the disk before it gets its final name."""

import os
import sys
from pathlib import Path


def flush_tree(folder: Path) -> None:
    """Have the operating system put every file and folder below, and the folder, on the disk."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            flush_folder(path)
        else:
            flush_file(path)
    flush_folder(folder)


def flush_file(path: Path) -> None:
    """Have the operating system put a file's content on the disk."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Have the operating system put the names in a folder on the disk; Windows does so itself."""
    if sys.platform == "win32":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
