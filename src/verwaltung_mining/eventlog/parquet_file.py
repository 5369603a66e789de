"""A table on the disk; what the operating system refuses is said as it says it."""

import os
import re
import sys
from pathlib import Path

import polars as pl

LEVEL = 1
"""Of zstd: level 3 takes two to three times the processor time for files a tenth smaller."""
_NUMBER = re.compile(r"\(os error (\d+)\)")
"""How Polars names an error of the operating system."""


def write_table(frame: pl.DataFrame, file: Path) -> None:
    """Write a Parquet file. Raises OSError, for instance where the disk is full."""
    try:
        frame.write_parquet(file, compression="zstd", compression_level=LEVEL)
    except pl.exceptions.ComputeError as error:
        number = _NUMBER.search(str(error))
        if number is None:
            raise
        raise _system_error(int(number[1])) from error


def _system_error(number: int) -> OSError:
    if sys.platform == "win32":
        return OSError(0, os.strerror(0), None, number)
    return OSError(number, os.strerror(number))
