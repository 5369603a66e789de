"""Settings from one TOML file: each layer declares its own section, this module only loads them."""

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.texts import Text

FILE_NAME = "verwaltung-mining.toml"

S = TypeVar("S", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The tables of a settings file, typed only when a layer asks for its section."""

    tables: dict[str, Any]
    source: str = "defaults"

    def section(self, name: str, declared: type[S]) -> S:
        """The section `name` (dotted) as the struct that declares it; defaults where absent.

        Raises SettingsError for unknown keys and wrong types.
        """
        table: Any = self.tables
        for part in name.split("."):
            table = table.get(part, {}) if isinstance(table, dict) else {}
        try:
            return msgspec.convert(table, declared)
        except msgspec.ValidationError as error:
            raise _wrong(name, declared, str(error)) from error

    def check_sections(self, known: frozenset[str]) -> None:
        """Raise SettingsError where the file has a section that nobody declares."""
        for name in _leaf_tables(self.tables):
            if not any(name == k or name.startswith(k + ".") for k in known):
                close = get_close_matches(name, sorted(known), n=1)
                hint = f"[{close[0]}]" if close else ", ".join(f"[{k}]" for k in sorted(known))
                raise SettingsError(
                    Text(
                        de=f"Einstellungen: Abschnitt [{name}] ist unbekannt.",
                        en=f"settings: section [{name}] is unknown.",
                    ),
                    hint=Text(de=f"Gemeint ist vielleicht {hint}.", en=f"did you mean {hint}?"),
                )


def load(path: Path | None = None) -> Settings:
    """Settings from `path`, else from `verwaltung-mining.toml` in the working folder, else none."""
    chosen = path if path is not None else Path(FILE_NAME)
    if path is None and not chosen.is_file():
        return Settings(tables={})
    try:
        return Settings(
            tables=tomllib.loads(chosen.read_text(encoding="utf-8-sig")), source=chosen.name
        )
    except OSError as error:
        raise SettingsError(
            Text(
                de=f"Die Einstellungsdatei {chosen.name} ist nicht lesbar.",
                en=f"cannot read the settings file {chosen.name}.",
            ),
            hint=Text(
                de="Prüfen Sie den Pfad hinter --settings.", en="check the path after --settings."
            ),
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            Text(
                de=f"{chosen.name} ist kein gültiges TOML: {error}",
                en=f"{chosen.name} is not valid TOML: {error}",
            ),
            hint=Text(
                de="Korrigieren Sie die genannte Zeile; die Datei muss UTF-8 sein.",
                en="mend the line named; the file must be UTF-8.",
            ),
        ) from error


def settings_of(given: Settings | str | Path | None) -> Settings:
    """Settings that are loaded already, or those that `load` finds for a path."""
    return given if isinstance(given, Settings) else load(Path(given) if given else None)


def _leaf_tables(tables: dict[str, Any], prefix: str = "") -> list[str]:
    names = []
    for key, value in tables.items():
        name = f"{prefix}{key}"
        inner = (
            [k for k, v in value.items() if isinstance(v, dict)] if isinstance(value, dict) else []
        )
        if inner:
            names += _leaf_tables({k: value[k] for k in inner}, prefix=f"{name}.")
        if not isinstance(value, dict) or len(inner) < len(value) or not value:
            names.append(name)
    return names


def _wrong(name: str, declared: type[msgspec.Struct], problem: str) -> SettingsError:
    keys = ", ".join(declared.__struct_fields__)
    return SettingsError(
        Text(de=f"Einstellungen [{name}]: {problem}", en=f"settings [{name}]: {problem}"),
        hint=Text(de=f"Erlaubt sind: {keys}.", en=f"allowed keys: {keys}."),
    )
