"""A table on the disk; what the operating system refuses is said as it says it."""

import errno
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

import polars as pl

from verwaltung_mining.engine import OnDisk, Table

LEVEL = 1
"""Of zstd: level 3 takes two to three times the processor time for files a tenth smaller."""
_NUMBER = re.compile(r"\(os error (\d+)\)")
"""How Polars names an error of the operating system."""
_UNSAID = "transport error"
"""All that Polars says where the system refuses the end of a file, its table of contents."""
_LITTLE = 1 << 16
"""Bytes, more than that table takes."""


def write_table(frame: pl.DataFrame, file: Path) -> None:
    """Write a Parquet file that stays. Raises OSError, for instance where the disk is full.

    In how many pieces the rows lie in memory shows in no byte.
    """
    with _told_by_the_system(file):
        frame.rechunk().write_parquet(file, compression="zstd", compression_level=LEVEL)


def write_together(tables: Sequence[Table], file: Path) -> None:
    """Write tables that follow each other as one Parquet file, those on the disk bit by bit.

    Raises OSError as `write_table` does.
    """
    on_disk = [table.address for table in tables if isinstance(table, OnDisk)]
    if len(on_disk) < len(tables):
        write_table(pl.concat(table.load() for table in tables), file)
        return
    with _told_by_the_system(file):
        rows = pl.scan_parquet(on_disk)
        rows.sink_parquet(file, compression="zstd", compression_level=LEVEL)


def write_passing(frame: pl.DataFrame, file: Path, *, row_groups: int = 1) -> None:
    """Write a Parquet file that is soon read again and removed: fast, not small.

    Raises OSError as `write_table` does.
    """
    size = max(1, -(-frame.height // row_groups))
    with _told_by_the_system(file):
        frame.write_parquet(file, compression="uncompressed", row_group_size=size)


@contextmanager
def _told_by_the_system(file: Path) -> Iterator[None]:
    try:
        yield
    except pl.exceptions.ComputeError as error:
        number = _NUMBER.search(str(error))
        if number is not None:
            raise _system_error(int(number[1])) from error
        if _UNSAID in str(error):
            raise _asked_again(file) from error
        raise


def _asked_again(file: Path) -> OSError:
    """What the system says of writing a little more beside the file."""
    try:
        with TemporaryFile(dir=file.parent) as little:
            little.write(bytes(_LITTLE))
            little.flush()
    except OSError as error:
        return error
    return OSError(errno.EIO, os.strerror(errno.EIO))


def _system_error(number: int) -> OSError:
    if sys.platform == "win32":
        return OSError(0, os.strerror(0), None, number)
    return OSError(number, os.strerror(number))
