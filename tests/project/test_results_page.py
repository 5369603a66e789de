"""docs/results.md explains every field of the result document, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from verwaltung_mining.release.document import AnalysisDocument, Texts
from verwaltung_mining.texts import Text

SECTION = re.compile(r"^#{2,3} (?:`([\w\[\].]+)`|The document)$")
FIELD = re.compile(r"^\| `([\w\[\].]+)` \|")


def _fields(kind: msgspec.inspect.Type, path: str) -> Iterator[str]:
    """Every field below a type, as it is written in the document: candidates[].locus.source …"""
    if isinstance(kind, msgspec.inspect.UnionType):
        for part in kind.types:
            yield from _fields(part, path)
    elif isinstance(kind, msgspec.inspect.VarTupleType | msgspec.inspect.CollectionType):
        yield from _fields(kind.item_type, f"{path}[]")
    elif isinstance(kind, msgspec.inspect.StructType) and kind.cls not in (Text, Texts):
        for field in kind.fields:
            name = f"{path}.{field.encode_name}".lstrip(".")
            yield name
            yield from _fields(field.type, name)


def _documented(page: str) -> Iterator[str]:
    section = ""
    for line in page.splitlines():
        if heading := SECTION.match(line):
            section = heading.group(1) or ""
        elif row := FIELD.match(line):
            yield f"{section}.{row.group(1)}".lstrip(".")


def test_every_field_of_the_document_is_explained_once(root: Path) -> None:
    page = (root / "docs" / "results.md").read_text(encoding="utf-8")
    fields = list(_fields(msgspec.inspect.type_info(AnalysisDocument), ""))
    assert len(fields) == len(set(fields)) > 0
    assert sorted(_documented(page)) == sorted(fields)
