"""Small exports written for one test each, and the short way to read them."""

from pathlib import Path

from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.importers import ReadOptions, read

HEADER = "Aktenzeichen;Arbeitsschritt;Zeitpunkt"
ROWS = (
    "A1;Eingang;02.01.2024 08:15",
    "A1;Bescheid;15.01.2024 09:20",
    "A2;Eingang;16.01.2024 10:30",
)


def write(
    folder: Path,
    *rows: str,
    header: str = HEADER,
    encoding: str = "utf-8",
    name: str = "export.csv",
    end: str = "\n",
) -> Path:
    """A file with a header and rows, each followed by `end`."""
    path = folder / name
    path.write_bytes("".join(line + end for line in (header, *rows)).encode(encoding))
    return path


def read_rows(folder: Path, *rows: str, header: str = HEADER, **options: object) -> RawLog:
    """What is read of these rows; the balance of rows is checked on the way."""
    return balanced(read(write(folder, *rows, header=header), ReadOptions(**options)))


def balanced(raw: RawLog) -> RawLog:
    """The log, after a check that every row read is an event, part of one, or set aside."""
    kept = raw.labelled().height + sum(raw.merged.values())
    assert raw.rows_read == kept + sum(raw.quarantined.values())
    assert raw.quarantine.height == sum(raw.quarantined.values())
    return raw
