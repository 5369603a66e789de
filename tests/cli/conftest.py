"""The command line in a plain environment, with a stand-in for the library."""

from collections.abc import Callable

import click.testing
import pytest
from tests.cli.stand_in import Calls, install

from verwaltung_mining_cli.main import verbs

Run = Callable[..., click.testing.Result]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    return install(monkeypatch)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in English unless it or `env` says otherwise."""
    for variable in ("LC_ALL", "LC_MESSAGES", "VERWALTUNG_MINING_LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")

    def invoke(*arguments: str, env: dict[str, str] | None = None) -> click.testing.Result:
        return click.testing.CliRunner().invoke(verbs, arguments, env=env)

    return invoke
