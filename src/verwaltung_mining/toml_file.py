"""A TOML file that people write: read, and told what is wrong in it, where, and what is allowed."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.texts import Text

S = TypeVar("S", bound=msgspec.Struct)

KINDS = {
    "array": Text(de="eine Liste in [ ]", en="a list in [ ]"),
    "bool": Text(de="true oder false", en="true or false"),
    "date": Text(de="ein Datum wie 2025-03-01", en="a date such as 2025-03-01"),
    "float": Text(de="eine Zahl", en="a number"),
    "int": Text(de="eine ganze Zahl", en="a whole number"),
    "object": Text(de="ein Abschnitt", en="a section"),
    "str": Text(de="Text in Anführungszeichen", en="text in quotes"),
}
OTHER_KIND = re.compile(r"Expected `(\w+).*`, got `(\w+)`")
VALUES = (
    (
        re.compile(r"Expected `\w+` >= (\S+)"),
        Text(de="muss mindestens {} sein", en="must be at least {}"),
    ),
    (
        re.compile(r"Expected `\w+` <= (\S+)"),
        Text(de="darf höchstens {} sein", en="must be at most {}"),
    ),
    (
        re.compile(r"Invalid enum value (.+)"),
        Text(de="{} ist nicht vorgesehen", en="{} is not known"),
    ),
    (
        re.compile(r"Expected `\w+` of length >= 1()"),
        Text(de="darf nicht leer sein", en="must not be empty"),
    ),
)
NO_SUCH_KEY = re.compile(r"unknown field `(.+)`")
KEY_LEFT_OUT = re.compile(r"missing required field `(.+)`")
AT = re.compile(r" - at `\$(.*)`$")
POSITION = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
NAME = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
HEADER = re.compile(rf"\s*\[\[?\s*({NAME}(?:\s*\.\s*{NAME})*)\s*\]")
KEY = re.compile(rf"\s*({NAME}(?:\s*\.\s*{NAME})*)\s*=")
MEND_SYNTAX = Text(
    de="Prüfen Sie diese Zeile und die davor: Text steht in Anführungszeichen, Zahlen haben einen "
    "Dezimalpunkt, jeder Name steht je Abschnitt nur einmal.",
    en="look at this line and the one before: text stands in quotes, numbers have a decimal "
    "point, each name stands once in its section.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlFile:
    """The tables of a file, with what tells where in it something stands."""

    name: Text
    """What it is and what it is called, for the beginning of a message."""
    tables: dict[str, Any]
    text: str = ""
    """As it was read; empty where the tables come from elsewhere, then no line is told."""

    def converted(self, section: str, declared: type[S]) -> S:
        """The section (dotted, "" for the whole file) as its struct; defaults where absent.

        Raises SettingsError for unknown keys and wrong values.
        """
        table: Any = self.tables
        for part in section.split(".") if section else ():
            table = table.get(part, {}) if isinstance(table, dict) else {}
        try:
            return msgspec.convert(table, declared)
        except msgspec.ValidationError as error:
            raise self._wrong(section, declared, str(error)) from error

    def wrong(self, section: str, key: str | None, problem: Text, *, hint: Text) -> SettingsError:
        """The refusal that names file, line, section and key."""
        place = f"[{section}] {key}" if section and key else key or f"[{section}]"
        line = self._line(section, key)
        de, en = (f", Zeile {line}", f", line {line}") if line else ("", "")
        return SettingsError(
            Text(
                de=f"{self.name.de}{de}: „{place}“ {problem.de}.",
                en=f"{self.name.en}{en}: '{place}' {problem.en}.",
            ),
            hint=hint,
        )

    def _wrong(self, section: str, declared: type[msgspec.Struct], told: str) -> SettingsError:
        problem, path = AT.sub("", told), AT.search(told)
        names = re.findall(r"\.([\w-]+)", path[1]) if path else []
        named = NO_SUCH_KEY.search(problem) or KEY_LEFT_OUT.search(problem)
        *tables, key = [*names, named[1]] if named else names or [None]
        inside = ".".join([section, *tables] if section else tables)
        fields = _fields(declared, tables)
        if NO_SUCH_KEY.search(problem):
            unknown = Text(de="ist unbekannt", en="is unknown")
            return self.wrong(inside, key, unknown, hint=_meant(str(key), list(fields)))
        if named:
            missing = Text(de="fehlt", en="is missing")
            return self.wrong(inside, key, missing, hint=_allowed(list(fields)))
        values = [v for kind in get_args(fields.get(str(key))) for v in get_args(kind)]
        mend = Text(de="Korrigieren Sie den Wert.", en="mend the value.")
        return self.wrong(inside, key, _value(problem), hint=_allowed(values) if values else mend)

    def _line(self, section: str, key: str | None) -> int | None:
        """Where the key is set, else where its section begins; a line looks like what it is."""
        lines: dict[str, int] = {}
        current = ""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if header := HEADER.match(line):
                current = _dotted(header[1])
                lines.setdefault(current, number)
            elif found := KEY.match(line):
                lines.setdefault(".".join(filter(None, (current, _dotted(found[1])))), number)
        return lines.get(".".join(filter(None, (section, key))), lines.get(section))


def read_toml(path: Path, *, name: Text, unreadable: SettingsError) -> TomlFile:
    """The file. Raises `unreadable` where there is none, SettingsError where it is no TOML."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise unreadable from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SettingsError(
            Text(
                de=f"{name.de}, Zeile {line}: kein UTF-8.", en=f"{name.en}, line {line}: not UTF-8."
            ),
            hint=Text(
                de="Speichern Sie die Datei mit der Zeichenkodierung UTF-8.",
                en="save the file in the encoding UTF-8.",
            ),
        ) from error
    try:
        return TomlFile(name=name, tables=tomllib.loads(text), text=text)
    except tomllib.TOMLDecodeError as error:
        found = POSITION.search(str(error))
        line = int(found[1]) if found and found[1] else len(text.splitlines())
        problem = POSITION.sub("", str(error))
        raise SettingsError(
            Text(
                de=f"{name.de}, Zeile {line}: kein gültiges TOML ({problem}).",
                en=f"{name.en}, line {line}: no valid TOML ({problem}).",
            ),
            hint=MEND_SYNTAX,
        ) from error


def _dotted(name: str) -> str:
    """A dotted name without quotes and spaces.

    >>> _dotted('detectors . "return_loop"')
    'detectors.return_loop'
    """
    return ".".join(part.strip("\"'") for part in re.findall(NAME, name))


def _fields(declared: type[msgspec.Struct], tables: Sequence[str]) -> dict[str, Any]:
    """Keys and types of the struct at these tables below; none where it is no struct."""
    fields = {f.encode_name: f.type for f in msgspec.structs.fields(declared)}
    for table in tables:
        kind = fields.get(table)
        structs = [k for k in (kind, *get_args(kind)) if hasattr(k, "__struct_fields__")]
        fields = {f.encode_name: f.type for s in structs for f in msgspec.structs.fields(s)}
    return fields


def _value(problem: str) -> Text:
    """What is wrong with a value, in words."""
    if kinds := OTHER_KIND.search(problem):
        want, got = (KINDS.get(kind, Text(de=kind, en=kind)) for kind in kinds.groups())
        return Text(de=f"ist {got.de}, nicht {want.de}", en=f"is {got.en}, not {want.en}")
    for pattern, text in VALUES:
        if found := pattern.search(problem):
            return Text(de=text.de.format(found[1]), en=text.en.format(found[1]))
    return Text(de=f"ist nicht zulässig ({problem})", en=f"is not allowed ({problem})")


def _meant(key: str, keys: Sequence[str]) -> Text:
    close = get_close_matches(key, keys, n=1)
    allowed = _allowed(keys)
    if not close:
        return allowed
    return Text(
        de=f"Meinten Sie „{close[0]}“? {allowed.de}", en=f"did you mean '{close[0]}'? {allowed.en}"
    )


def _allowed(names: Sequence[str]) -> Text:
    if not names:
        return Text(de="Hier gibt es nichts einzustellen.", en="there is nothing to set here.")
    listed = ", ".join(names)
    return Text(de=f"Erlaubt sind: {listed}.", en=f"allowed are: {listed}.")
