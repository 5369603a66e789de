"""The local list of ordinals and file references, the only place where case ids survive."""

import csv
from pathlib import Path

import polars as pl

from verwaltung_mining.errors import OutputExistsError
from verwaltung_mining.eventlog.coding import code_rows
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.texts import Text

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
    if file.exists() and not force:
        raise OutputExistsError(
            Text(de=f"{file.name} gibt es schon.", en=f"{file.name} exists already."),
            hint=Text(
                de="Wählen Sie einen anderen Namen oder --force.",
                en="choose another name or --force.",
            ),
        )
    half = file.with_name(f"{file.name}.part")
    with half.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADER)
        writer.writerows(
            (ordinal, _as_text(reference)) for ordinal, reference in case_references(raw).rows()
        )
    half.replace(file)


def _as_text(reference: str) -> str:
    return f"'{reference}" if reference.startswith(_FORMULA_STARTS) else reference
