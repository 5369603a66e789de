"""The local list of ordinals and file references, the only place where case ids survive."""

import csv
import io
from pathlib import Path

import polars as pl

from verwaltung_mining.disk.whole_file import write_file
from verwaltung_mining.eventlog.coding import code_rows
from verwaltung_mining.eventlog.raw import RawLog

HEADER = ("Fallnummer", "Aktenzeichen")
"""Ordinal and file reference."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters that a spreadsheet reads as a formula (OWASP, CSV injection)."""


def case_references(raw: RawLog) -> pl.DataFrame:
    """Ordinal (UInt32) and case_id (String) of every case of the log that `raw` becomes."""
    references = code_rows(raw).references.alias("case_id").cast(pl.String)
    return references.to_frame().with_row_index("ordinal")


def write_case_list(raw: RawLog, file: Path, *, force: bool = False) -> None:
    """Write `Fallnummer;Aktenzeichen` as UTF-8 CSV that a German spreadsheet opens by double click.

    References that a spreadsheet would read as a formula begin with an apostrophe. Raises
    OutputExistsError where the file exists and `force` is not given.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(
        (ordinal, _as_text(reference)) for ordinal, reference in case_references(raw).rows()
    )
    write_file(file, stream.getvalue().encode("utf-8-sig"), force=force)


def _as_text(reference: str) -> str:
    return f"'{reference}" if reference.startswith(_FORMULA_STARTS) else reference
