"""Whatever lies in a file: a log whose rows add up, or an error of ours; nothing else."""

from contextlib import suppress
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.importers.small_export import HEADER, ROWS, balanced

from verwaltung_mining.errors import VerwaltungMiningError
from verwaltung_mining.importers import read

LINES = (HEADER + ";Bearbeiter;Kanal;Frist", *(f"{row};kr;Post;01.03.2024" for row in ROWS))
WHOLE = "\n".join(LINES)
PIECES = (
    *(mark.encode() for mark in "\" ; \n \r \x00 \x1e \x1f ' ẞ".split(" ")),
    *(b"\xff", b"\xfc", b"\xff\xfe", b"\xef\xbb\xbf", b"\t", b"sep=,\n", b"=1+1"),
    *(b"31.12.9999", b"00.00.0000", b"99/99/9999", b"2024-02-30T99:99", b"+99:99", b"24:00"),
    *(b"1e400", b"nan", b"-1", b"1900", b"99999999999999999999"),
)


def read_or_refuse(path: Path) -> None:
    with suppress(VerwaltungMiningError):
        balanced(read(path))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "export.csv"
    path.write_bytes(content)
    read_or_refuse(path)


@given(
    damage=st.lists(
        st.tuples(st.integers(0, 250), st.integers(0, 5), st.sampled_from(PIECES)), max_size=8
    ),
    encoding=st.sampled_from(["utf-8", "cp1252", "utf-16-le", "utf-8-sig"]),
)
def test_damaged_exports_are_read_or_refused(
    tmp_path_factory, damage: list[tuple[int, int, bytes]], encoding: str
) -> None:
    content = WHOLE.encode(encoding)
    for place, lost, piece in damage:
        content = content[:place] + piece + content[place + lost :]
    path = tmp_path_factory.mktemp("damaged") / "export.csv"
    path.write_bytes(content)
    read_or_refuse(path)


@given(st.lists(st.text(max_size=25), min_size=1, max_size=12))
def test_any_stamps_are_read_or_set_aside(tmp_path_factory, stamps: list[str]) -> None:
    rows = [f"A{i % 3};x;{stamp}" for i, stamp in enumerate(stamps)]
    path = tmp_path_factory.mktemp("stamps") / "export.csv"
    path.write_bytes("\n".join([HEADER, *ROWS, *rows]).encode("utf-8", "replace"))
    read_or_refuse(path)
