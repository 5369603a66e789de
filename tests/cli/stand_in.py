"""A stand-in for the library's public names, so that the command line is tested alone."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.sample_document import document, released

import verwaltung_mining
from verwaltung_mining.errors import VerwaltungMiningError
from verwaltung_mining.outputs.explanation import explanation
from verwaltung_mining.outputs.json_document import json_document
from verwaltung_mining.outputs.terminal import next_steps, terminal_text
from verwaltung_mining.release.document import Candidate
from verwaltung_mining.texts import Language


@dataclass
class Calls:
    """What the command line asked the library for."""

    read: list[tuple[Path, dict[str, Any]]] = field(default_factory=list)
    analysed: list[Any] = field(default_factory=list)
    engines: list[Any] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)
    saved: list[tuple[Path, dict[str, Any]]] = field(default_factory=list)
    error: BaseException | None = None
    """Raised by `read_log`."""
    unwritable: BaseException | None = None
    """Raised by every `save`."""


class Saved:
    def __init__(self, calls: Calls) -> None:
        self.calls = calls

    def save(self, path: Path, **options: Any) -> tuple[str, ...]:
        if self.calls.unwritable is not None:
            raise self.calls.unwritable
        self.calls.saved.append((path, options))
        return ("analysis.json",)


class Log(Saved):
    name = "bauantraege.csv"
    appended = None

    @staticmethod
    def check_folder(folder: Path, *, force: bool = False) -> None:
        """Nothing stands against any folder."""

    def to_text(self, language: Language, *, settings: Path | None = None) -> str:
        return f"log in {language}\n"


class Analysis(Saved):
    def __init__(self, calls: Calls) -> None:
        super().__init__(calls)
        self.map = self.model = Saved(calls)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return document().candidates

    def to_text(self, language: Language, *, top: int | None = None) -> str:
        return terminal_text(released(), language, top=top)

    def next_steps(self, language: Language, *, source: str, saved: bool) -> list[str]:
        return next_steps(released(), language, source=source, saved=saved)

    def to_json(self) -> str:
        return json_document(released()).decode()

    def explain(self, key: str, language: Language) -> str:
        return explanation(released(), key, language)


def install(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Put the stand-in in the place of the public names."""
    calls = Calls()

    def read_log(path: Path, **said: Any) -> Log:
        if calls.error is not None:
            raise calls.error
        calls.read.append((path, said))
        return Log(calls)

    def analyse(log: Log, *, settings: Any = None, engine: Any = None) -> Analysis:
        calls.analysed.append(settings)
        calls.engines.append(engine)
        return Analysis(calls)

    def open_analysis(path: Path) -> Analysis:
        calls.opened.append(path)
        return Analysis(calls)

    names = {
        "read_log": read_log,
        "Log": Log,
        "analyse": analyse,
        "open_analysis": open_analysis,
        "open_engine": lambda settings, **said: said,
        "load_settings": lambda path: ("settings", path),
        "sample_log": lambda name: Path(f"{name}.csv"),
        "VerwaltungMiningError": VerwaltungMiningError,
    }
    for name, value in names.items():
        monkeypatch.setitem(vars(verwaltung_mining), name, value)
    return calls
