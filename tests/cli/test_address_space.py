"""A limit of address space that is too low is said at once, by the program itself."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.stand_in import Calls

from verwaltung_mining_cli.address_space import LEAST_MEGABYTES, MEGABYTE

ROOT = Path(__file__).resolve().parents[2]

resource = pytest.importorskip("resource", reason="Windows has no such limit")

LIMITED = """
import resource, sys

most = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_AS, (most, most))
from verwaltung_mining_cli.main import main

main()
"""


def limited(megabytes: int, *arguments: str) -> "subprocess.CompletedProcess[str]":
    call = [sys.executable, "-c", LIMITED, str(megabytes * MEGABYTE), "--lang", "en", *arguments]
    return subprocess.run(call, capture_output=True, encoding="utf-8", timeout=60, check=False)


@pytest.mark.parametrize("megabytes", [100, 400, 650, LEAST_MEGABYTES - 1])
@pytest.mark.parametrize("arguments", [("analyze", "a.csv"), ("import", "a.csv"), ("demo",)])
def test_a_limit_that_is_too_low_is_said_with_the_remedy(
    megabytes: int, arguments: tuple[str, ...]
) -> None:
    run = limited(megabytes, *arguments)
    assert run.returncode == 1
    assert run.stderr == (
        f"Error: this run may take only {megabytes} MB of address space (ulimit -v); "
        f"reading and analysing a log takes at least {LEAST_MEGABYTES}.\n"
        "Raise that limit; most of it is reserved and never used.\n"
    )


def test_a_limit_that_suffices_changes_nothing(tmp_path: Path) -> None:
    lines = (ROOT / "sample_logs" / "bauantrag.csv").read_bytes().splitlines(keepends=True)
    export = tmp_path / "export.csv"
    export.write_bytes(b"".join(lines[:500]))
    run = limited(LEAST_MEGABYTES, "inspect", str(export), "-q")
    assert (run.returncode, run.stderr) == (0, "")


def test_help_asks_for_no_address_space() -> None:
    assert limited(100, "analyze", "--help").returncode == 0


def test_the_remedy_is_said_in_german(
    run: Run, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = (650 * MEGABYTE, 650 * MEGABYTE)
    monkeypatch.setattr(resource, "getrlimit", lambda _: limit)
    outcome = run("analyze", "a.csv", "--lang", "de")
    assert outcome.exit_code == 1
    assert "darf nur 650 MB Adressraum belegen" in outcome.stderr
    assert calls.read == []
