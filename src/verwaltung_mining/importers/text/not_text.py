"""Files that are no text: what they are, and what to do with them."""

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.texts import Text

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
SIGNATURES = (ZIP, OLD_OFFICE, b"%PDF", b"PAR1", b"SQLite format 3")
"""Archives and workbooks, old Office files, PDF, Parquet, SQLite: named .csv, they are none."""
SAMPLE_BYTES = 65_536
CONTROL_BYTES = bytes(set(range(1, 32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
"""Bytes that no text holds; NUL has its own treatment (UTF-16, padding)."""
CONTROL_SHARE = 0.05
"""Share of them from which a file is no text; random bytes have 10 %."""


def is_text(content: bytes) -> bool:
    """Whether bytes may be a text in some encoding.

    >>> is_text("Prüfung;1\\n".encode("cp1252")), is_text(bytes(range(256)))
    (True, False)
    """
    if content.startswith(SIGNATURES):
        return False
    sample = content[:SAMPLE_BYTES]
    control = len(sample) - len(sample.translate(None, CONTROL_BYTES))
    return control <= CONTROL_SHARE * len(sample)


def no_text(name: str, content: bytes) -> FileUnreadableError:
    """The error for a file that is no text: it says what it is, as far as that can be told."""
    if content.startswith(ZIP):
        return FileUnreadableError(
            Text(de=f"{name} ist ein ZIP-Archiv.", en=f"{name} is a ZIP archive."),
            hint=Text(de="ZIP: bitte zuerst entpacken.", en="unpack it first."),
        )
    return FileUnreadableError(
        Text(de=f"{name} ist keine Textdatei.", en=f"{name} is no text file."),
        hint=Text(
            de="Leiten Sie die Daten als CSV (UTF-8) aus.", en="export the data as CSV (UTF-8)."
        ),
    )
