"""Files that were cut off, are something else, or mean harm."""

import gzip
import zipfile
from pathlib import Path

import pytest
from tests.importers.xes_text import event, log, trace, write

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.xes import read_xes
from verwaltung_mining.importers.xes_parts import stream as xes_stream
from verwaltung_mining.importers.xes_parts.stream import BOMB_GRACE_BYTES

MEBIBYTE = 1024 * 1024
SECRET = "the content of another file"


def refusal(path: Path) -> str:
    """The message with which a file is refused; it must name the file and a remedy."""
    with pytest.raises(FileUnreadableError) as caught:
        read_xes(path, ReadOptions())
    error = caught.value
    for language in ("de", "en"):
        assert path.name in error.message.in_language(language)
        assert error.hint.in_language(language)
    assert str(path.parent) not in str(error)
    return error.message.en


def with_doctype(folder: Path, declarations: str, value: str) -> Path:
    body = log(trace(event("A"))).replace('value="A"', f'value="{value}"')
    return write(folder, f"<!DOCTYPE log [{declarations}]>{body}")


def test_billion_laughs_is_refused(tmp_path: Path) -> None:
    laughs = '<!ENTITY l0 "lol">' + "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)
    )
    assert "DOCTYPE" in refusal(with_doctype(tmp_path, laughs, "&l9;"))


def test_quadratic_blow_up_is_refused(tmp_path: Path) -> None:
    big = f'<!ENTITY a "{"x" * 50_000}">'
    assert "DOCTYPE" in refusal(with_doctype(tmp_path, big, "&a;" * 50_000))


@pytest.mark.parametrize("kind", ["SYSTEM", "PUBLIC 'x'"])
def test_external_entities_are_refused_and_not_read(tmp_path: Path, kind: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    declared = f'<!ENTITY e {kind} "{secret.as_uri()}">'
    message = refusal(with_doctype(tmp_path, declared, "&e;"))
    assert "DOCTYPE" in message
    assert SECRET not in message


def test_external_document_types_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, '<!DOCTYPE log SYSTEM "http://127.0.0.1:9/x.dtd">' + log(trace(event())))
    assert "DOCTYPE" in refusal(path)


def test_undeclared_entities_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, log(trace(event("A"))).replace('value="A"', 'value="&secret;"'))
    assert "line 1" in refusal(path)


@pytest.mark.parametrize("packed", [False, True])
def test_an_empty_file_is_refused(tmp_path: Path, packed: bool) -> None:
    path = write(tmp_path, "", packed=packed)
    refusal(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path / "none.xes")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "log.xes"
    folder.mkdir()
    assert "cannot be opened" in refusal(folder)


@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_truncated_xml_is_refused_with_its_line(tmp_path: Path, share: float) -> None:
    text = log("\n".join(trace(event(), name=str(i)) for i in range(50)))
    path = write(tmp_path, text[: int(len(text) * share)])
    assert "not complete XML (line" in refusal(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_truncated_gzip_is_refused(tmp_path: Path, share: float) -> None:
    path = write(tmp_path, log(*(trace(event(), name=str(i)) for i in range(500))), packed=True)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert "unpacked to its end" in refusal(path)


def test_damaged_gzip_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, log(*(trace(event(), name=str(i)) for i in range(500))), packed=True)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    refusal(path)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Aktenzeichen;Datum\n1;2", "not complete XML"),
        ("<html><body/></html>", "an HTML page"),
        ("<log><object-types/></log>", "OCEL"),
        ("<WorkflowLog/>", "MXML"),
        ("<akte/>", "<akte>"),
    ],
)
def test_other_formats_are_named(tmp_path: Path, text: str, named: str) -> None:
    assert named in refusal(write(tmp_path, text))


def test_a_zip_archive_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "log.xes"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("log.xes", log(trace(event())))
    assert "ZIP archive" in refusal(path)


def test_deep_nesting_neither_crashes_nor_blows_up(tmp_path: Path) -> None:
    depth = 200
    deep = '<string key="k" value="v">' * depth + "</string>" * depth
    raw = read_xes(write(tmp_path, log(trace(deep, event()))), ReadOptions())
    assert raw.labelled().height == 1
    assert max(len(d.column) for d in raw.provenance.columns) < depth


def test_a_list_of_very_many_items_stays_short(tmp_path: Path) -> None:
    items = '<string key="p" value="abc"/>' * 50_000
    listed = f'<list key="parts"><values>{items}</values></list>'
    raw = read_xes(write(tmp_path, log(trace(listed, event()))), ReadOptions())
    assert raw.labelled().height == 1


@pytest.mark.parametrize(
    ("filler", "grace"),
    [(b"<event/>", 2), (b'<string key="a" value="b"/>', 2), (b" ", BOMB_GRACE_BYTES // MEBIBYTE)],
)
def test_a_gzip_bomb_is_stopped_with_bounded_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filler: bytes, grace: int
) -> None:
    resource = pytest.importorskip("resource", reason="Windows counts memory in another way")
    monkeypatch.setattr(xes_stream, "BOMB_GRACE_BYTES", grace * MEBIBYTE)
    path = tmp_path / "bomb.xes.gz"
    block = filler * (MEBIBYTE // len(filler))
    with gzip.open(path, "wb", compresslevel=9) as packed:
        packed.write(b"<log><trace>")
        for _ in range(2 * grace):
            packed.write(block)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "no log behaves like that" in refusal(path)
    grown_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown_kib * 1024 < 64 * MEBIBYTE


def test_events_inside_events_are_counted_each(tmp_path: Path) -> None:
    nested = event("A").replace("</event>", event("B") + "</event>")
    raw = read_xes(write(tmp_path, log(trace(nested))), ReadOptions())
    assert raw.rows_read == 2
    assert raw.labelled()["activity"].to_list() == ["A", "B"]
