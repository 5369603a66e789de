"""A settings file that names every setting with its default and meaning, all commented out."""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, get_args

import msgspec

from verwaltung_mining.outputs.columns import WIDTH, wrapped

PREFIX = "# "
EXAMPLE_DATE = date(2025, 3, 1)
HEAD = """\
# Einstellungen von verwaltung-mining. Vorgaben sind auskommentiert; entfernen Sie die Raute vor
# einer Zeile und vor der Überschrift ihres Abschnitts, um einen Wert zu ändern.
# Settings of verwaltung-mining. Defaults are commented out; remove the hash before a line and
# before the heading of its section to change a value.
"""


def settings_file(sections: Mapping[str, type[msgspec.Struct]]) -> bytes:
    """TOML with a commented section for each struct and each struct in it; names are dotted.

    A struct that is in another one and listed besides has one section all the same.
    """
    written = {n: kind for name, top in sections.items() for n, kind in _sections(name, top)}
    return "\n".join([HEAD, *(_section(name, kind) for name, kind in written.items())]).encode()


def _sections(
    name: str, declared: type[msgspec.Struct]
) -> Iterator[tuple[str, type[msgspec.Struct]]]:
    """The section, then those that are tables in it; none without settings."""
    settings = msgspec.structs.fields(declared)
    if settings:
        yield name, declared
    for setting in settings:
        for kind in _structs(setting.type):
            yield from _sections(f"{name}.{setting.encode_name}", kind)


def _section(name: str, declared: type[msgspec.Struct]) -> str:
    notes = _notes(declared)
    lines = [f"{PREFIX}[{name}]"]
    for setting in msgspec.structs.fields(declared):
        if not _structs(setting.type):
            lines += wrapped(notes.get(setting.name, ""), WIDTH, PREFIX)
            lines.append(f"{PREFIX}{setting.encode_name} = {_toml(_default(setting))}")
    return "\n".join(lines) + "\n"


def _structs(kind: Any) -> list[type[msgspec.Struct]]:
    """The structs of a setting that is a table of its own."""
    kinds = (kind, *get_args(kind))
    return [k for k in kinds if isinstance(k, type) and issubclass(k, msgspec.Struct)]


def _default(setting: msgspec.structs.FieldInfo) -> Any:
    """The default; an example where there is none."""
    if setting.type is date:
        return EXAMPLE_DATE
    if setting.default_factory is not msgspec.NODEFAULT:
        return setting.default_factory()
    return setting.default


def _toml(value: Any) -> str:
    """A value as TOML writes it."""
    if value is None or value is msgspec.NODEFAULT:
        return '""'
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{k}" = {_toml(v)}' for k, v in value.items()) + "}"
    if isinstance(value, date):
        return value.isoformat()
    return msgspec.json.encode(value).decode()


def _notes(declared: type[msgspec.Struct]) -> dict[str, str]:
    """Setting → the text under it in the source."""
    body = ast.parse(textwrap.dedent(inspect.getsource(declared))).body[0]
    statements = body.body if isinstance(body, ast.ClassDef) else []
    notes = {}
    for setting, below in pairwise(statements):
        if isinstance(setting, ast.AnnAssign) and isinstance(setting.target, ast.Name):
            text = below.value if isinstance(below, ast.Expr) else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                notes[setting.target.id] = " ".join(text.value.split())
    return notes
