"""`analyze`, `explain`, `inspect`, `import`, `map`, `model`, `demo`: what they ask and print."""

import datetime as dt
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.stand_in import Calls

from verwaltung_mining.errors import OutputExistsError, UnwritableError
from verwaltung_mining.texts import Text


def test_analyze_prints_the_table_to_stdout_and_the_next_steps_to_stderr(
    run: Run, calls: Calls
) -> None:
    outcome = run("analyze", "export.csv")
    assert outcome.exit_code == 0
    assert "RL-3f2a9c" in outcome.stdout
    assert "Next:" not in outcome.stdout
    assert "verwaltung-mining explain export.csv RL-3f2a9c" in outcome.stderr
    assert calls.read == [(Path("export.csv"), {"settings": ("settings", None), "engine": {}})]


def test_quiet_leaves_the_next_steps_out(run: Run, calls: Calls) -> None:
    assert run("analyze", "export.csv", "-q").stderr == ""


def test_json_is_the_only_thing_on_stdout(run: Run, calls: Calls) -> None:
    outcome = run("analyze", "export.csv", "--json")
    assert json.loads(outcome.stdout)["schema"] == "verwaltung-mining/analysis/1"
    assert outcome.stderr == ""


def test_top_cuts_the_list(run: Run, calls: Calls) -> None:
    assert "ST-77b01d" not in run("analyze", "export.csv", "--top", "1").stdout


@pytest.mark.parametrize("level", ["any", "medium", "high"])
def test_fail_on_has_its_own_exit_code(run: Run, calls: Calls, level: str) -> None:
    outcome = run("analyze", "export.csv", "--fail-on", level)
    assert outcome.exit_code == 3
    assert "RL-3f2a9c" in outcome.stdout


def test_fail_on_a_level_that_no_candidate_reaches_is_done(
    run: Run, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.cli import stand_in
    from tests.sample_document import candidate

    low = (candidate("RL-1", 1, confidence="low"),)
    monkeypatch.setattr(stand_in.Analysis, "candidates", low)
    assert run("analyze", "export.csv", "--fail-on", "medium").exit_code == 0
    assert run("analyze", "export.csv", "--fail-on", "any").exit_code == 3


def test_result_is_printed_even_if_the_files_cannot_be_written(run: Run, calls: Calls) -> None:
    calls.unwritable = OutputExistsError(Text(de="da", en="there"), hint=Text(de="x", en="y"))
    outcome = run("analyze", "export.csv", "--out", "result")
    assert outcome.exit_code == 1
    assert "RL-3f2a9c" in outcome.stdout
    assert outcome.stderr == "Error: there\nY\n"


def test_out_writes_the_files_and_the_next_step_names_the_folder(run: Run, calls: Calls) -> None:
    outcome = run("analyze", "export.csv", "--out", "result", "--excel", "--force", "--lang", "de")
    assert calls.saved == [(Path("result"), {"force": True, "excel": True, "language": "de"})]
    assert "Geschrieben nach result: analysis.json" in outcome.stderr
    assert "explain result RL-3f2a9c" in outcome.stderr
    assert "--out" not in outcome.stderr


def test_every_reading_option_reaches_the_library(run: Run, calls: Calls) -> None:
    outcome = run(
        "analyze", "export.csv", "--case-id", "Az", "--activity", "Schritt", "--timestamp", "Ende",
        "--start", "Beginn", "--resource", "SB", "--org-unit", "Amt", "--zone", "UTC",
        "--encoding", "cp1252", "--delimiter", ";", "--date-order", "dmy", "--where", "Art=Neubau",
        "--where", "Kanal=Post", "--from", "2024-01-01", "--to", "31.12.2024", "--end", "Bescheid",
        "--case-list", "faelle.csv", "--mapping", "m.toml", "--settings", "s.toml",
        "--engine", "processes", "--workers", "3", "--spark-master", "yarn",
    )  # fmt: skip
    assert outcome.exit_code == 0, outcome.stderr
    assert calls.read[0][1] == {
        "case_id": "Az", "activity": "Schritt", "timestamp": "Ende", "start": "Beginn",
        "resource": "SB", "org_unit": "Amt", "zone": "UTC", "encoding": "cp1252", "delimiter": ";",
        "date_order": "dmy", "where": ("Art=Neubau", "Kanal=Post"), "from_": dt.date(2024, 1, 1),
        "to": dt.date(2024, 12, 31), "end": ("Bescheid",), "case_list": Path("faelle.csv"),
        "mapping": Path("m.toml"), "settings": ("settings", Path("s.toml")),
        "engine": calls.engines[0],
    }  # fmt: skip
    assert calls.analysed == [("settings", Path("s.toml"))]
    assert calls.engines == [{"kind": "processes", "workers": 3, "spark_master": "yarn"}]


def test_option_is_taken_from_the_environment_and_the_flag_wins(run: Run, calls: Calls) -> None:
    env = {"VERWALTUNG_MINING_ANALYZE_CASE_ID": "Az"}
    run("analyze", "export.csv", env=env)
    run("analyze", "export.csv", "--case-id", "Nr", env=env)
    assert [said["case_id"] for _, said in calls.read] == ["Az", "Nr"]


def test_explain_of_a_log_analyses_it(run: Run, calls: Calls) -> None:
    outcome = run("explain", "export.csv", "RL-3f")
    assert "What would disprove it" in outcome.stdout
    assert calls.read


def test_explain_of_a_result_folder_opens_it(run: Run, calls: Calls, tmp_path: Path) -> None:
    (tmp_path / "analysis.json").write_text("{}")
    for source in (tmp_path, tmp_path / "analysis.json"):
        assert run("explain", str(source), "1").exit_code == 0
    assert calls.opened == [tmp_path, tmp_path / "analysis.json"]
    assert calls.read == []


def test_explain_of_an_unknown_id_is_a_usage_error_that_lists_the_ids(
    run: Run, calls: Calls
) -> None:
    outcome = run("explain", "export.csv", "XY-1")
    assert outcome.exit_code == 2
    assert "RL-3f2a9c" in outcome.stderr


def test_inspect_reads_without_analysing(run: Run, calls: Calls) -> None:
    outcome = run("inspect", "export.csv", "--lang", "de")
    assert outcome.stdout == "log in de\n"
    assert calls.analysed == []


def test_import_saves_the_log(run: Run, calls: Calls) -> None:
    outcome = run("import", "export.csv", "-o", "folder", "--force", "--engine", "spark")
    assert outcome.exit_code == 0, outcome.stderr
    assert calls.saved == [(Path("folder"), {"force": True})]
    assert "analyze folder" in outcome.stderr


@pytest.mark.parametrize(("verb", "spoken"), [("map", {"language": "de"}), ("model", {})])
def test_map_and_model_are_written_to_the_file_named(
    run: Run, calls: Calls, verb: str, spoken: dict[str, str]
) -> None:
    outcome = run(verb, "export.csv", "-o", "out.file", "--lang", "de")
    assert outcome.exit_code == 0, outcome.stderr
    assert calls.saved == [(Path("out.file"), {"force": False, **spoken})]
    assert outcome.stdout == ""


def test_demo_analyses_a_sample(run: Run, calls: Calls) -> None:
    outcome = run("demo")
    assert calls.read == [(Path("bauantrag.csv"), {"settings": ("settings", None), "engine": {}})]
    assert "RL-3f2a9c" in outcome.stdout
    assert run("demo", "wohngeld", "--out", "result").exit_code == 0
    assert calls.saved[0][0] == Path("result")


def test_folder_that_holds_a_result_is_refused_before_anything_is_read(
    run: Run, calls: Calls, tmp_path: Path
) -> None:
    (tmp_path / "summary.md").write_text("mine", encoding="utf-8")
    outcome = run("analyze", "export.csv", "--out", str(tmp_path))
    assert outcome.exit_code == OutputExistsError.exit_code
    assert "--force" in outcome.stderr
    assert calls.read == []
    assert [path.name for path in tmp_path.iterdir()] == ["summary.md"]
    assert run("analyze", "export.csv", "--out", str(tmp_path), "--force").exit_code == 0
    assert run("analyze", "export.csv", "--out", str(tmp_path / "new")).exit_code == 0
    assert not (tmp_path / "new").exists()


def test_place_where_no_folder_can_be_is_refused_before_anything_is_read(
    run: Run, calls: Calls, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    outcome = run("demo", "--out", str(tmp_path / "file" / "result"))
    assert outcome.exit_code == UnwritableError.exit_code
    assert calls.read == []


@pytest.mark.parametrize(("language", "said"), [("de", "nur zusammen mit"), ("en", "only with")])
def test_excel_without_a_folder_is_a_usage_error(
    run: Run, calls: Calls, language: str, said: str
) -> None:
    outcome = run("analyze", "export.csv", "--excel", "--lang", language)
    assert outcome.exit_code == 2
    assert said in outcome.stderr
    assert calls.read == []
