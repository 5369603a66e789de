"""The program as its users call it, with everything behind it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click.testing
import pytest

import verwaltung_mining as vm
from verwaltung_mining_cli.main import verbs

Run = Callable[..., click.testing.Result]
ROOT = Path(__file__).resolve().parents[2]
SHARED_LOGS = ROOT.parent / "shared" / "data" / "logs"


def run_program(*arguments: str | Path) -> click.testing.Result:
    """One call in English."""
    env = {"VERWALTUNG_MINING_LANG": "en"}
    return click.testing.CliRunner().invoke(verbs, [str(a) for a in arguments], env=env)


@pytest.fixture(scope="session")
def run() -> Run:
    """Run a command line in English."""
    return run_program


@pytest.fixture(scope="session")
def export() -> Path:
    """A semicolon CSV in Windows-1252, as a building authority would export it."""
    return vm.sample_log("bauantrag")


@pytest.fixture(scope="session")
def result(export: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `analyze --out` writes."""
    folder = tmp_path_factory.mktemp("analysed") / "result"
    outcome = run_program("analyze", export, "--out", folder)
    assert outcome.exit_code == 0, outcome.stderr
    return folder


@pytest.fixture(scope="session")
def document(result: Path) -> dict[str, Any]:
    """The result of the export."""
    text = (result / "analysis.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.fixture(scope="session")
def imported(export: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `import` writes."""
    folder = tmp_path_factory.mktemp("imported") / "log"
    outcome = run_program("import", export, "-o", folder)
    assert outcome.exit_code == 0, outcome.stderr
    return folder
