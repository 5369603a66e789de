"""The local list of ordinals and file references, the only place where case ids survive."""

import csv
import io
from pathlib import Path

import polars as pl

from verwaltung_mining.disk.whole_file import write_file

HEADER = ("Fallnummer", "Aktenzeichen")
"""Ordinal and file reference."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters that a spreadsheet reads as a formula (OWASP, CSV injection)."""


def write_case_list(references: pl.Series, file: Path, *, force: bool = False) -> None:
    """Write `Fallnummer;Aktenzeichen` as UTF-8 CSV that a German spreadsheet opens by double click.

    `references` has the case reference of every case (String), as `with_references` gives them.
    Those that a spreadsheet would read as a formula begin with an apostrophe. Raises
    OutputExistsError where the file exists and `force` is not given.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows((number, _as_text(reference)) for number, reference in enumerate(references))
    write_file(file, stream.getvalue().encode("utf-8-sig"), force=force)


def _as_text(reference: str) -> str:
    return f"'{reference}" if reference.startswith(_FORMULA_STARTS) else reference
