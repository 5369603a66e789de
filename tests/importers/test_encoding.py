"""Which encoding a file is in, and what is done about damage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining.errors import FileUnreadableError, SettingsError
from verwaltung_mining.importers.text import encoding as encodings
from verwaltung_mining.importers.text.encoding import Decoded
from verwaltung_mining.importers.text.line_ends import whole_lines

PIECE = 5
"""Bytes read at once: fewer than some letters and marks need together."""
GERMAN = "Gebührenbescheid geprüft – Straße, Öffnung, Übergabe"


def decode(raw: bytes, encoding: str | None = None) -> Decoded:
    pieces = [raw[begin : begin + PIECE] for begin in range(0, len(raw), PIECE)]
    return encodings.decode(lambda: iter(pieces), encoding)


def text_of(decoded: Decoded) -> str:
    return "".join(decoded.pieces())


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_german_text_is_read_in_the_encoding_it_was_written(encoding: str, found: str) -> None:
    decoded = decode((GERMAN + "\n").encode(encoding))
    assert (text_of(decoded), decoded.encoding) == (GERMAN + "\n", found)
    assert decoded.quality_counts == {}


def test_umlauts_of_code_page_850_are_told_from_windows() -> None:
    text = "Prüfung der Maßnahme für Grundstücke, Übergabe an Ämter"
    assert text_of(decode(text.encode("cp850"))) == text
    assert text_of(decode(text.encode("cp1252"))) == text


def test_declared_encoding_wins_over_the_guess() -> None:
    assert decode("Prüfung".encode("cp1252"), "latin-1").encoding == "latin-1"
    assert text_of(decode("Prüfung".encode("cp850"), "cp437")) == "Prüfung"


def test_single_windows_bytes_in_a_utf8_file_are_read_and_counted() -> None:
    raw = ("Prüfung\n" * 50).encode() + "Straße\n".encode("cp1252")
    decoded = decode(raw)
    assert decoded.encoding == "utf-8"
    assert text_of(decoded).endswith("Straße\n")
    assert decoded.quality_counts == {"mixed_encoding": 1}


def test_double_encoded_umlauts_are_a_finding() -> None:
    damaged = "Prüfung Straße".encode().decode("cp1252")
    assert decode(damaged.encode()).quality_counts == {"double_encoded_text": 2}


def test_umlauts_that_only_the_declared_encoding_misreads_are_told_apart() -> None:
    text = "Prüfung Straße"
    assert decode(text.encode(), "cp1252").quality_counts == {"misread_by_encoding": 2}
    damaged = text.encode().decode("cp1252").encode()
    assert decode(damaged, "utf-8").quality_counts == {"double_encoded_text": 2}
    assert decode(text.encode("cp1252"), "cp1252").quality_counts == {}


def test_nul_characters_are_removed_and_counted() -> None:
    decoded = decode(b"Az;Schritt\n" * 30 + b"A\x001;x\n")
    assert "\x00" not in text_of(decoded)
    assert decoded.quality_counts == {"nul_characters": 1}


def test_bytes_that_windows_does_not_know_are_counted() -> None:
    decoded = decode(b"Pr\xfcfung \x8d\n")
    assert decoded.encoding == "cp1252"
    assert decoded.quality_counts == {"undecodable_characters": 1}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_become_newlines(end: str) -> None:
    assert text_of(decode(f"a;b{end}1;2{end}".encode())) == "a;b\n1;2\n"


def test_wrong_declared_encoding_is_an_error_with_a_remedy() -> None:
    with pytest.raises(FileUnreadableError, match="leave --encoding out"):
        decode("Prüfung".encode("cp1252"), "utf-8")


def test_unknown_declared_encoding_is_a_usage_error() -> None:
    with pytest.raises(SettingsError, match="unknown encoding 'klingonisch'"):
        decode(b"a;b", "klingonisch")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\ufeff\ufffd")))
def test_any_utf8_text_survives(text: str) -> None:
    assert text_of(decode(text.encode("utf-8-sig"))) == text


@given(st.binary(max_size=200))
def test_no_bytes_at_all_raise(raw: bytes) -> None:
    assert isinstance(text_of(decode(raw)), str)


@given(
    st.text(alphabet='ab"\n', max_size=40), st.integers(0, 5), st.integers(1, 9), st.integers(1, 9)
)
def test_text_cut_after_whole_lines_is_the_same_text(
    text: str, start: int, piece: int, characters: int
) -> None:
    pieces = [text[begin : begin + piece] for begin in range(0, len(text), piece)]
    cut = list(whole_lines(pieces, start, characters))
    assert "".join(cut) == text[start:]
    assert cut == list(whole_lines([text], start, characters))
    for block in cut[:-1]:
        assert block.endswith("\n")
        assert block.count('"') % 2 == 0
        assert len(block) >= characters
