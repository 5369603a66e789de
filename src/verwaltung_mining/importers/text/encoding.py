"""The bytes of an export as text: which encoding, and how it was decided."""

import codecs
import re
from dataclasses import dataclass, field, replace

from verwaltung_mining.errors import FileUnreadableError, SettingsError
from verwaltung_mining.texts import Text

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CP850_UMLAUTS = b"\x81\x84\x94\x8e\x99\x9a\xe1"
"""üäöÄÖÜß in code page 850 (DOS, still the console's)."""
CP1252_UMLAUTS = b"\xfc\xe4\xf6\xc4\xd6\xdc\xdf"
MOJIBAKE = re.compile("Ã[¤¶¼„–œŸ]|â‚¬")
"""UTF-8 read as Windows-1252 and written again: Ã¼ for ü."""
DOUBLE_ENCODED, MISREAD = "double_encoded_text", "misread_by_encoding"
"""Findings: the file holds such text, or the declared encoding makes it so."""
SAMPLE_BYTES = 65_536
LETTER_BYTES = 4_194_304
"""Bytes from the first umlaut on in which the umlauts are counted."""
NUL_SHARE = 0.2
"""Share of NUL among the even or odd bytes from which text without a mark is UTF-16."""
STRAY_SHARE = 0.1
"""Undecodable bytes per UTF-8 sequence up to which a file is UTF-8 with foreign insertions."""
_STRAY = re.compile("[\udc80-\udcff]")
_ABOVE_ASCII = re.compile("[^\x00-\x7f]")
_REPLACED = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text, how it was read, and what was wrong with it."""

    text: str
    encoding: str
    reason: str
    quality_counts: dict[str, int] = field(default_factory=dict)


def decode(raw: bytes, encoding: str | None = None, *, name: str | None = None) -> Decoded:
    """The text of the export `name`; `encoding` overrides the guess.

    The ladder: byte order mark, UTF-16 by its NUL bytes, strict UTF-8, then Windows-1252 or code
    page 850 by whose umlauts are more frequent. Line ends become \\n, NUL characters are removed.

    >>> decode("Gebühr".encode("cp1252")).encoding, decode("Gebühr".encode("cp850")).encoding
    ('cp1252', 'cp850')
    """
    if encoding is not None:
        declared = _tidied(_declared(raw, encoding, name), encoding, "declared")
        return _as_misread(declared) if _reads_better_undeclared(declared, raw) else declared
    for mark, marked in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _tidied(raw[len(mark) :].decode(marked, "replace"), marked, "byte order mark")
    if (name := _utf16_by_nul(raw)) is not None:
        return _tidied(raw.decode(name, "replace"), name, "NUL bytes")
    try:
        return _tidied(raw.decode("utf-8"), "utf-8", "valid UTF-8")
    except UnicodeDecodeError as error:
        return _legacy(raw, error.start)


def _declared(raw: bytes, encoding: str, name: str | None) -> str:
    try:
        text = raw.decode(encoding)
    except LookupError as error:
        raise SettingsError(
            Text(
                de=f"Die Kodierung „{encoding}“ ist unbekannt.",
                en=f"unknown encoding '{encoding}'.",
            ),
            hint=Text(
                de="Üblich sind utf-8, cp1252, cp850 und utf-16.",
                en="usual ones are utf-8, cp1252, cp850 and utf-16.",
            ),
        ) from error
    except UnicodeError as error:
        raise FileUnreadableError(
            Text(
                de=f"{name or 'Die Datei'} ist nicht in der angegebenen Kodierung {encoding} "
                "geschrieben.",
                en=f"{name or 'the file'} is not written in the declared encoding {encoding}.",
            ),
            hint=Text(
                de="Lassen Sie --encoding weg; die Kodierung wird dann erkannt.",
                en="leave --encoding out; the encoding is then recognised.",
            ),
        ) from error
    return text.removeprefix("\ufeff")


def _reads_better_undeclared(declared: Decoded, raw: bytes) -> bool:
    """Whether umlauts look encoded twice only because of the declared encoding."""
    counts = declared.quality_counts
    return DOUBLE_ENCODED in counts and DOUBLE_ENCODED not in decode(raw).quality_counts


def _as_misread(declared: Decoded) -> Decoded:
    counts = declared.quality_counts
    others = {code: n for code, n in counts.items() if code != DOUBLE_ENCODED}
    return replace(declared, quality_counts=others | {MISREAD: counts[DOUBLE_ENCODED]})


def _utf16_by_nul(raw: bytes) -> str | None:
    sample = raw[:SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    wanted = NUL_SHARE * max(1, len(sample) // 2)
    if odd >= wanted and odd > even:
        return "utf-16-le"
    return "utf-16-be" if even >= wanted and even > odd else None


def _legacy(raw: bytes, first_error: int) -> Decoded:
    if _mostly_utf8(raw[max(0, first_error - SAMPLE_BYTES) : first_error + SAMPLE_BYTES]):
        mended, stray = _STRAY.subn(_stray_as_cp1252, raw.decode("utf-8", "surrogateescape"))
        found = _tidied(mended, "utf-8", "mostly valid UTF-8, the rest read as cp1252")
        return Decoded(
            text=found.text,
            encoding=found.encoding,
            reason=found.reason,
            quality_counts={**found.quality_counts, "mixed_encoding": stray},
        )
    letters = raw[first_error : first_error + LETTER_BYTES]
    dos, windows = _count(letters, CP850_UMLAUTS), _count(letters, CP1252_UMLAUTS)
    if dos > windows:
        return _tidied(raw.decode("cp850"), "cp850", "its umlauts are those of code page 850")
    return _tidied(raw.decode("cp1252", "replace"), "cp1252", "no UTF-8; umlauts of Windows-1252")


def _mostly_utf8(sample: bytes) -> bool:
    """Whether most bytes above ASCII form UTF-8; the ends of the sample may cut a letter."""
    above = _ABOVE_ASCII.findall(sample.decode("utf-8", "surrogateescape")[3:-3])
    stray = sum(1 for letter in above if "\udc80" <= letter <= "\udcff")
    sequences = len(above) - stray
    return sequences > 0 and stray <= STRAY_SHARE * sequences


def _stray_as_cp1252(match: re.Match[str]) -> str:
    return bytes([ord(match.group()) - 0xDC00]).decode("cp1252", "replace")


def _count(raw: bytes, letters: bytes) -> int:
    return len(raw) - len(raw.translate(None, letters))


def _tidied(text: str, encoding: str, reason: str) -> Decoded:
    counts = {
        "nul_characters": text.count("\x00"),
        "undecodable_characters": text.count(_REPLACED),
        DOUBLE_ENCODED: len(MOJIBAKE.findall(text)) if "Ã" in text or "â" in text else 0,
    }
    if counts["nul_characters"]:
        text = text.replace("\x00", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        text = text if "\n" in text else text.replace("\r", "\n")
    return Decoded(
        text=text,
        encoding=encoding,
        reason=reason,
        quality_counts={code: n for code, n in counts.items() if n},
    )
