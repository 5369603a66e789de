"""What the operating system refuses while a table is written is said as it says it."""

import errno
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from verwaltung_mining.eventlog import parquet_file
from verwaltung_mining.eventlog.parquet_file import write_passing, write_table

FRAME = pl.DataFrame({"case": [1, 2]})
FULL = "parquet: File out of specification: underlying IO error: No space left (os error 28)"
FOOTER = "parquet: File out of specification: Invalid thrift: transport error"
"""Seen with Polars 2.1.0 where the disk is full just before the end of the file."""


def refuse(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    def refused(*_: object, **__: object) -> None:
        raise pl.exceptions.ComputeError(said)

    monkeypatch.setattr(pl.DataFrame, "write_parquet", refused)


@pytest.mark.parametrize("write", [write_table, write_passing])
def test_full_disk_is_an_error_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[pl.DataFrame, Path], None]
) -> None:
    refuse(monkeypatch, FULL)
    with pytest.raises(OSError) as caught:  # noqa: PT011
        write(FRAME, tmp_path / "file")
    assert caught.value.errno == errno.ENOSPC


def test_full_disk_at_the_end_of_the_file_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    refuse(monkeypatch, FOOTER)
    monkeypatch.setattr(parquet_file, "TemporaryFile", full)
    with pytest.raises(OSError) as caught:  # noqa: PT011
        write_table(FRAME, tmp_path / "file")
    assert caught.value.errno == errno.ENOSPC


def test_end_of_a_file_that_is_refused_once_is_an_error_of_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, FOOTER)
    with pytest.raises(OSError) as caught:  # noqa: PT011
        write_table(FRAME, tmp_path / "file")
    assert caught.value.errno == errno.EIO
    assert list(tmp_path.iterdir()) == []


def test_other_errors_of_polars_stay_what_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, "something else")
    with pytest.raises(pl.exceptions.ComputeError, match="something else"):
        write_table(FRAME, tmp_path / "file")
