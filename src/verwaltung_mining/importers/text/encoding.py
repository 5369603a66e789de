"""The bytes of an export as text, piece by piece: which encoding, and how it was decided."""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from verwaltung_mining.errors import FileUnreadableError, SettingsError
from verwaltung_mining.importers.text.line_ends import TextFacts, text_facts, tidied
from verwaltung_mining.texts import Text

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CP850_UMLAUTS = b"\x81\x84\x94\x8e\x99\x9a\xe1"
"""üäöÄÖÜß in code page 850 (DOS, still the console's)."""
CP1252_UMLAUTS = b"\xfc\xe4\xf6\xc4\xd6\xdc\xdf"
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

Pieces = Callable[[], Iterator[bytes]]
"""The bytes of a file from the beginning to the end, as often as asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text that can be read again and again, how it is read, and what was wrong with it."""

    pieces: Callable[[], Iterator[str]]
    """From the beginning to the end; line ends are \\n, NUL characters are gone."""
    encoding: str
    reason: str
    facts: TextFacts
    quality_counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How bytes become text."""

    encoding: str
    reason: str
    errors: str = "strict"
    marked: int = 0
    """Bytes of the byte order mark."""
    mixed: bool = False
    """Whether bytes that are no UTF-8 are read as Windows-1252."""


def decode(pieces: Pieces, encoding: str | None = None, *, name: str | None = None) -> Decoded:
    """The text of the export `name`; `encoding` overrides the guess.

    The ladder: byte order mark, UTF-16 by its NUL bytes, strict UTF-8, then Windows-1252 or code
    page 850 by whose umlauts are more frequent. The bytes are read once for that.

    >>> decode(lambda: iter(["Gebühr".encode("cp850")])).encoding
    'cp850'
    """
    if encoding is not None:
        declared = _declared(pieces, encoding, name)
        return _as_misread(declared) if _reads_better_undeclared(declared, pieces) else declared
    head = _excerpt(pieces, 0, SAMPLE_BYTES)
    for mark, marked in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            way = _Way(encoding=marked, reason="byte order mark", errors="replace",
                       marked=len(mark))  # fmt: skip
            return _read(pieces, way)
    if (utf16 := _utf16_by_nul(head)) is not None:
        return _read(pieces, _Way(encoding=utf16, reason="NUL bytes", errors="replace"))
    try:
        return _read(pieces, _Way(encoding="utf-8", reason="valid UTF-8"))
    except UnicodeDecodeError:
        return _read(pieces, _legacy(pieces, _first_error(pieces)))


def _declared(pieces: Pieces, encoding: str, name: str | None) -> Decoded:
    try:
        b"".decode(encoding)
        return _read(pieces, _Way(encoding=encoding, reason="declared"))
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


def _reads_better_undeclared(declared: Decoded, pieces: Pieces) -> bool:
    """Whether umlauts look encoded twice only because of the declared encoding."""
    counts = declared.quality_counts
    return DOUBLE_ENCODED in counts and DOUBLE_ENCODED not in decode(pieces).quality_counts


def _as_misread(declared: Decoded) -> Decoded:
    counts = declared.quality_counts
    others = {code: n for code, n in counts.items() if code != DOUBLE_ENCODED}
    return replace(declared, quality_counts=others | {MISREAD: counts[DOUBLE_ENCODED]})


def _read(pieces: Pieces, way: _Way) -> Decoded:
    """The text in one way; raises UnicodeError where the bytes cannot be read so."""
    facts = text_facts(_texts(pieces, way))
    counts = {
        "nul_characters": facts.nul,
        "undecodable_characters": facts.replaced,
        DOUBLE_ENCODED: facts.double_encoded,
        "mixed_encoding": _strays(pieces, way) if way.mixed else 0,
    }
    return Decoded(
        pieces=lambda: tidied(_texts(pieces, way), facts),
        encoding=way.encoding,
        reason=way.reason,
        facts=facts,
        quality_counts={code: n for code, n in counts.items() if n},
    )


def _texts(pieces: Pieces, way: _Way) -> Iterator[str]:
    if not way.mixed:
        yield from _decoded(pieces, way)
        return
    for text in _decoded(pieces, way):
        yield _STRAY.sub(_stray_as_cp1252, text)


def _strays(pieces: Pieces, way: _Way) -> int:
    return sum(len(_STRAY.findall(text)) for text in _decoded(pieces, way))


def _decoded(pieces: Pieces, way: _Way) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(way.encoding)(way.errors)
    skipped, begun = 0, False
    for piece in pieces():
        mark = min(way.marked - skipped, len(piece))
        skipped += mark
        text = decoder.decode(piece[mark:])
        if text:
            yield text if begun else text.removeprefix("\ufeff")
            begun = True
    yield decoder.decode(b"", final=True)


def _excerpt(pieces: Pieces, begin: int, end: int) -> bytes:
    found, read = [], 0
    for piece in pieces():
        found.append(piece[max(0, begin - read) : max(0, end - read)])
        read += len(piece)
        if read >= end:
            break
    return b"".join(found)


def _first_error(pieces: Pieces) -> int:
    """Where the bytes are no longer UTF-8."""
    decoder, read = codecs.getincrementaldecoder("utf-8")(), 0
    for piece in pieces():
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(piece)
        except UnicodeDecodeError as error:
            return read - pending + error.start
        read += len(piece)
    return read - len(decoder.getstate()[0])


def _utf16_by_nul(sample: bytes) -> str | None:
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    wanted = NUL_SHARE * max(1, len(sample) // 2)
    if odd >= wanted and odd > even:
        return "utf-16-le"
    return "utf-16-be" if even >= wanted and even > odd else None


def _legacy(pieces: Pieces, first_error: int) -> _Way:
    around = _excerpt(pieces, max(0, first_error - SAMPLE_BYTES), first_error + SAMPLE_BYTES)
    if _mostly_utf8(around):
        reason = "mostly valid UTF-8, the rest read as cp1252"
        return _Way(encoding="utf-8", reason=reason, errors="surrogateescape", mixed=True)
    letters = _excerpt(pieces, first_error, first_error + LETTER_BYTES)
    dos, windows = _count(letters, CP850_UMLAUTS), _count(letters, CP1252_UMLAUTS)
    if dos > windows:
        return _Way(encoding="cp850", reason="its umlauts are those of code page 850")
    reason = "no UTF-8; umlauts of Windows-1252"
    return _Way(encoding="cp1252", reason=reason, errors="replace")


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
