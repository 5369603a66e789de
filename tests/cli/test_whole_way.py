"""The verbs on a sample log, with the real library."""

import json
from pathlib import Path

import jsonschema
import polars as pl
import pytest
from tests.cli.conftest import Run

import verwaltung_mining as vm
from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.outputs.columns import WIDTH, display_width
from verwaltung_mining.outputs.schema import shipped_schema
from verwaltung_mining.outputs.words import PATTERNS, SUPPRESSED
from verwaltung_mining.settings import load
from verwaltung_mining_cli.commands.demo import SAMPLES

SAMPLE = "gewerbeanmeldung"


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_demo_offers_the_samples_there_are() -> None:
    assert tuple(vm.SAMPLES) == SAMPLES


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_demo_fits_the_terminal_and_finds_something(run: Run, sample: str, language: str) -> None:
    outcome = run("demo", sample, "--lang", language)
    assert outcome.exit_code == 0, outcome.stderr
    assert max(map(display_width, outcome.stdout.splitlines())) <= WIDTH
    assert "(0)" not in outcome.stdout


def test_import_then_analyze_then_explain(run: Run, there: Path) -> None:
    source = str(vm.sample_log(SAMPLE))
    assert run("import", source, "-o", "log", "--case-list", "cases.csv").exit_code == 0
    assert (there / "cases.csv").is_file()
    outcome = run("analyze", "log", "--out", "result", "--excel")
    assert outcome.exit_code == 0, outcome.stderr
    names = {"analysis.json", "candidates.csv", "map.svg", "model.bpmn", "summary.md"}
    assert {path.name for path in (there / "result").iterdir()} == names
    told = run("explain", "result", "1").stdout
    assert told == run("explain", "log", "1").stdout
    again = run("analyze", "log", "--out", "result")
    assert again.exit_code == 1
    assert "--force" in again.stderr


def test_json_of_export_and_imported_log_validates_and_agrees(run: Run, there: Path) -> None:
    source = str(vm.sample_log(SAMPLE))
    run("import", source, "-o", "log")
    direct, stored = (json.loads(run("analyze", s, "--json").stdout) for s in (source, "log"))
    jsonschema.validate(direct, json.loads(shipped_schema()))
    assert direct["candidates"] == stored["candidates"]
    assert direct["log"] == stored["log"]


def test_files_of_two_runs_have_the_same_bytes(run: Run, there: Path) -> None:
    for folder in ("a", "b"):
        assert run("demo", SAMPLE, "--out", folder).exit_code == 0
    for path in (there / "a").iterdir():
        assert path.read_bytes() == (there / "b" / path.name).read_bytes(), path.name


def test_no_file_reference_and_no_person_reaches_a_result(run: Run, there: Path) -> None:
    export = pl.read_csv(
        vm.sample_log("bauantrag"), separator=";", encoding="cp1252", infer_schema=False
    )
    assert run("demo", "bauantrag", "--out", "result").exit_code == 0
    secrets = {*export["Aktenzeichen"], *export["Sachbearbeitung"].drop_nulls()}
    assert len(secrets) > 1000
    for path in sorted((there / "result").iterdir()):
        text = path.read_text(encoding="utf-8")
        assert not [secret for secret in secrets if secret in text], path.name


def test_map_and_model_are_drawn(run: Run, there: Path) -> None:
    source = str(vm.sample_log(SAMPLE))
    assert run("map", source, "-o", "map.png").exit_code == 0
    assert (there / "map.png").read_bytes().startswith(b"\x89PNG")
    assert run("model", source, "-o", "model.bpmn").exit_code == 0
    assert b"definitions" in (there / "model.bpmn").read_bytes()
    assert run("map", source, "-o", "map.doc").exit_code == 2


def test_init_writes_settings_that_are_accepted_as_they_are(run: Run, there: Path) -> None:
    assert run("init").exit_code == 0
    assert run("init").exit_code == 1
    assert load().tables == {}
    text = (there / "verwaltung-mining.toml").read_text(encoding="utf-8")
    for section in ("privacy", "privacy.agreement", "analysis", "strengths.common"):
        assert f"# [{section}]" in text


def test_detectors_are_listed_and_described(run: Run) -> None:
    listed = run("detectors", "--lang", "de").stdout
    for detector in DETECTORS:
        assert detector.id in listed
        assert detector.name.de in run("detectors", detector.id, "--lang", "de").stdout
    assert run("detectors", "unknown").exit_code == 2


def test_every_detector_has_a_word_for_the_table() -> None:
    assert {detector.id for detector in DETECTORS} <= set(PATTERNS)
    assert max(len(text) for words in PATTERNS.values() for text in (words.de, words.en)) <= 15


def test_word_of_the_table_is_part_of_the_full_name() -> None:
    for detector in DETECTORS:
        short = PATTERNS[detector.id]
        assert short.de.casefold() in detector.name.de.casefold()
        assert short.en.casefold() in detector.name.en.casefold()


def test_what_was_withheld_from_a_real_log_has_words(run: Run, shared_logs: Path) -> None:
    outcome = run("analyze", str(shared_logs / "receipt.xes.gz"), "--json")
    suppressed = json.loads(outcome.stdout)["privacy"]["suppressed"]
    assert suppressed
    assert set(suppressed) <= set(SUPPRESSED)
