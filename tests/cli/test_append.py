"""Appending a newer export, as the user does it."""

from pathlib import Path

import polars as pl
import pytest
from tests.cli.conftest import Run

import verwaltung_mining as vm

HEAD = 601
"""Lines of the older export, with its header; the newer one has the whole sample."""


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    lines = Path(vm.sample_log("bauantrag")).read_bytes().splitlines(keepends=True)
    Path("new.csv").write_bytes(b"".join(lines[: 2 * HEAD]))
    Path("old.csv").write_bytes(b"".join(lines[:HEAD]))
    return tmp_path


def test_newer_export_is_appended_with_the_key_and_refused_without(run: Run, there: Path) -> None:
    keyed = ("--key-file", "key.txt")
    assert run("import", "old.csv", "--append", "log", *keyed).exit_code == 2
    assert not Path("key.txt").exists()
    first = run("import", "old.csv", "-o", "log", *keyed)
    assert first.exit_code == 0, first.stderr
    refused = run("import", "new.csv", "--append", "log")
    assert refused.exit_code == 4
    assert "--key-file" in refused.stderr
    outcome = run("import", "new.csv", "--append", "log", *keyed)
    assert outcome.exit_code == 0, outcome.stderr
    assert "new cases" in outcome.stderr
    assert "written: log\n" in outcome.stderr
    whole, both = vm.read_log("new.csv"), vm.read_log("log")
    assert both.event_log.events.collect().equals(whole.event_log.events.collect())
    again = run("import", "new.csv", "--append", "log", *keyed)
    assert f" 0 new cases; {whole.cases} continued" in again.stderr
    assert f"{whole.cases} of them unchanged" in again.stderr
    assert "key.txt" in {path.name for path in there.iterdir()}


def test_key_reaches_neither_log_nor_result(run: Run, there: Path) -> None:
    run("import", "new.csv", "-o", "log", "--key-file", "key.txt")
    assert run("analyze", "log", "--out", "result").exit_code == 0
    key = Path("key.txt").read_text().strip()
    hashes = [
        value.hex() for value in pl.read_parquet("log/case_keys.parquet")["case_key"].to_list()
    ]
    for path in [*Path("log").rglob("*.*"), *Path("result").iterdir()]:
        if path.is_file():
            content = path.read_bytes()
            assert key.encode() not in content, path.name
            assert bytes.fromhex(key) not in content, path.name
    for path in Path("result").iterdir():
        text = path.read_text(encoding="utf-8")
        assert not [value for value in hashes if value in text], path.name


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", "log"), "imported without a key file"),
        (("-o", "log", "--key-file", "other.txt"), "another key"),
    ],
)
def test_log_without_this_key_takes_no_export(
    run: Run, there: Path, arguments: tuple[str, ...], told: str
) -> None:
    assert run("import", "old.csv", *arguments).exit_code == 0
    assert run("import", "old.csv", "-o", "third", "--key-file", "key.txt").exit_code == 0
    outcome = run("import", "new.csv", "--append", "log", "--key-file", "key.txt")
    assert outcome.exit_code == 4
    assert told in outcome.stderr


@pytest.mark.parametrize("extra", [("--where", "Verfahren=Neubau"), ("--case-list", "cases.csv")])
def test_what_does_not_fit_a_key_is_refused(run: Run, there: Path, extra: tuple[str, ...]) -> None:
    run("import", "old.csv", "-o", "log", "--key-file", "key.txt")
    outcome = run("import", "new.csv", "--append", "log", "--key-file", "key.txt", *extra)
    assert outcome.exit_code == 2


def test_import_needs_a_place(run: Run, there: Path) -> None:
    outcome = run("import", "old.csv")
    assert outcome.exit_code == 2
    assert "-o FOLDER" in outcome.stderr
