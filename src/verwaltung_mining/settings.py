"""Settings from one TOML file: each layer declares its own section, this module only loads them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.texts import Text
from verwaltung_mining.toml_file import TomlFile, read_toml

FILE_NAME = "verwaltung-mining.toml"
DEFAULTS = "defaults"

S = TypeVar("S", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The tables of a settings file, typed only when a layer asks for its section."""

    tables: dict[str, Any]
    source: str = DEFAULTS
    text: str = ""
    """The file as it was read, so that a line of it can be named."""

    def section(self, name: str, declared: type[S]) -> S:
        """The section `name` (dotted) as the struct that declares it; defaults where absent.

        Raises SettingsError for unknown keys and wrong values.
        """
        return self._file().converted(name, declared)

    def check(self, known: Mapping[str, type[msgspec.Struct]]) -> None:
        """Raise SettingsError for a section that nobody declares, unknown keys and wrong values."""
        self.check_sections(known)
        for name, _ in _leaf_tables(self.tables):
            for section in known:
                if name == section or name.startswith(section + "."):
                    self.section(section, known[section])

    def check_sections(self, known: Mapping[str, type[msgspec.Struct]]) -> None:
        """Raise SettingsError where the file has a section that nobody declares."""
        for name, is_table in _leaf_tables(self.tables):
            if any(name == k or name.startswith(k + ".") for k in known):
                continue
            if is_table:
                unknown = Text(de="ist unbekannt", en="is unknown")
                raise self._file().wrong(name, None, unknown, hint=_meant(name, list(known)))
            homes = [k for k, kind in known.items() if name in kind.__struct_fields__]
            outside = Text(de="steht in keinem Abschnitt", en="stands in no section")
            raise self._file().wrong("", name, outside, hint=_belongs(homes or _heads(known)))

    def _file(self) -> TomlFile:
        of = "" if self.source == DEFAULTS else f" {self.source}"
        return TomlFile(name=_name(of), tables=self.tables, text=self.text)


def load(path: Path | None = None) -> Settings:
    """Settings from `path`, else from `verwaltung-mining.toml` in the working folder, else none."""
    chosen = path if path is not None else Path(FILE_NAME)
    if path is None and not chosen.is_file():
        return Settings(tables={})
    unreadable = SettingsError(
        Text(
            de=f"Die Einstellungsdatei {chosen.name} ist nicht lesbar.",
            en=f"cannot read the settings file {chosen.name}.",
        ),
        hint=Text(
            de="Prüfen Sie den Pfad hinter --settings.", en="check the path after --settings."
        ),
    )
    read = read_toml(chosen, name=_name(f" {chosen.name}"), unreadable=unreadable)
    return Settings(tables=read.tables, source=chosen.name, text=read.text)


def settings_of(given: Settings | str | Path | None) -> Settings:
    """Settings that are loaded already, or those that `load` finds for a path."""
    return given if isinstance(given, Settings) else load(Path(given) if given else None)


def _name(of: str) -> Text:
    return Text(de=f"Einstellungen{of}", en=f"settings{of}")


def _leaf_tables(tables: dict[str, Any], prefix: str = "") -> list[tuple[str, bool]]:
    """The dotted name of each table with values, and of each value outside of any table."""
    names = []
    for key, value in tables.items():
        name = f"{prefix}{key}"
        if not isinstance(value, dict):
            if not prefix:
                names.append((name, False))
            continue
        inner = [k for k, v in value.items() if isinstance(v, dict)]
        names += _leaf_tables({k: value[k] for k in inner}, prefix=f"{name}.")
        if len(inner) < len(value) or not value:
            names.append((name, True))
    return names


def _meant(name: str, known: list[str]) -> Text:
    """The section whose last name is the most similar, beside it if there are any; else all."""
    head, _, last = name.rpartition(".")
    beside = [k for k in known if head and k.startswith(f"{head}.")]
    by_last = {k.rpartition(".")[2]: k for k in beside or known}
    close = get_close_matches(last, list(by_last), n=1)
    if not close:
        return _belongs(beside or _heads(known))
    meant = by_last[close[0]]
    return Text(de=f"Meinten Sie [{meant}]?", en=f"did you mean [{meant}]?")


def _heads(known: Iterable[str]) -> list[str]:
    """The sections by their first names: `detectors.…` for all that begin so."""
    return list(dict.fromkeys(k if "." not in k else f"{k.split('.')[0]}.…" for k in known))


def _belongs(sections: list[str]) -> Text:
    listed = ", ".join(f"[{section}]" for section in sections)
    return Text(de=f"Abschnitte dafür sind: {listed}.", en=f"sections for it are: {listed}.")
