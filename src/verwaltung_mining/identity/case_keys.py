"""Case references as keyed hashes: the same case is known again, by nobody without the key."""

import hmac
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from verwaltung_mining.disk.whole_file import write_file
from verwaltung_mining.errors import SettingsError
from verwaltung_mining.texts import Text

KEY_BYTES = 32
"""Length of a key: as long as the hash, more adds nothing (RFC 2104, section 3)."""
HASH_BYTES = 16
"""Bytes kept of each hash: two of 10^9 cases collide with a probability below 10^-20."""
_KEY = re.compile(rf"[0-9a-f]{{{2 * KEY_BYTES}}}")
_CHECK = b"verwaltung-mining/key-check"
"""What is hashed to know a key again; a case reference holds no such text."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseKeys:
    """The keyed hashes of the case references of a log."""

    hashes: pl.Series
    """Case → HMAC-SHA-256 of its reference, cut to 16 bytes (Binary)."""
    check: str
    """The same for every hash made with this key, and no other."""


def case_keys(references: pl.Series, key: bytes) -> CaseKeys:
    """The hashes of case references (String), one for each, in their order."""
    hashes = [hmac.digest(key, text.encode(), "sha256")[:HASH_BYTES] for text in references]
    return CaseKeys(
        hashes=pl.Series("case_key", hashes, dtype=pl.Binary),
        check=hmac.digest(key, _CHECK, "sha256").hex(),
    )


def key_of(file: Path) -> bytes:
    """The key in a file; a new one is drawn and written where there is no such file.

    Raises SettingsError where the file holds no key.
    """
    if not file.exists():
        _write_new_key(file)
    text = file.read_text(encoding="ascii", errors="replace").strip()
    if _KEY.fullmatch(text) is None:
        raise SettingsError(
            Text(de=f"{file.name} ist keine Schlüsseldatei.", en=f"{file.name} is no key file."),
            hint=Text(
                de="Nennen Sie die Datei, die beim ersten Einlesen entstand, "
                "oder eine, die es noch nicht gibt.",
                en="name the file that the first import made, or one that does not exist yet.",
            ),
        )
    return bytes.fromhex(text)


def _write_new_key(file: Path) -> None:
    """For its owner's eyes only; whole or not at all, and never over another file."""
    write_file(file, f"{secrets.token_hex(KEY_BYTES)}\n".encode(), private=True)
