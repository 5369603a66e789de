"""A settings file that names every setting with its default and meaning, all commented out."""

import ast
import inspect
import textwrap
from collections.abc import Mapping
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
    """TOML with a commented section for each struct, in the order given; names are dotted."""
    parts = [HEAD, *(_section(name, declared) for name, declared in sections.items())]
    return "\n".join(parts).encode()


def _section(name: str, declared: type[msgspec.Struct]) -> str:
    notes = _notes(declared)
    lines = [f"{PREFIX}[{name}]"]
    for setting in msgspec.structs.fields(declared):
        if not _is_section(setting.type):
            lines += wrapped(notes.get(setting.name, ""), WIDTH, PREFIX)
            lines.append(f"{PREFIX}{setting.encode_name} = {_toml(_default(setting))}")
    return "\n".join(lines) + "\n"


def _is_section(kind: Any) -> bool:
    """The setting is a table of its own and has its own entry."""
    kinds = (kind, *get_args(kind))
    return any(isinstance(k, type) and issubclass(k, msgspec.Struct) for k in kinds)


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
